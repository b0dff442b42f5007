package io.muster.server.connection;

import java.time.Duration;

/** What comes or goes over a line, and how long was waited for the line. For one thread at a time. */
final class Pace {
    private static final double SECOND = 1e9;

    private final Duration grace;
    private final long rate;
    private long bytes;
    private long waited;

    /**
     * Begins with nothing.
     *
     * @param grace of waiting, for which no rate is asked for
     * @param rate bytes that have to pass in each second of waiting after that, on average
     */
    Pace(Duration grace, long rate) {
        this.grace = grace;
        this.rate = rate;
    }

    void passed(long more, long nanos) {
        bytes += more;
        waited += nanos;
    }

    boolean isTooSlow() {
        double measured = (waited - grace.toNanos()) / SECOND;
        return measured > 0 && bytes < rate * measured;
    }

    long bytes() {
        return bytes;
    }

    /** What was asked for, in words. */
    String rule() {
        return "after " + grace.toSeconds() + " s it has to be " + rate + " bytes a second";
    }
}
