package io.muster.server.job;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Notices that the clock was put back, by one that only goes forward. For one thread. */
final class ClockSteps {
    /** What clocks that are kept right go back by is less. */
    private static final Duration LEAST = Duration.ofSeconds(5);

    private final Clock clock;
    private final LongSupplier nanos;
    private long lastMillis;
    private long lastNanos;

    /** @param nanos such as {@link System#nanoTime} */
    ClockSteps(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.lastMillis = clock.millis();
        this.lastNanos = nanos.getAsLong();
    }

    /** By how much it was put back since it was last asked; zero where it was not. */
    Duration back() {
        long nowMillis = clock.millis();
        long nowNanos = nanos.getAsLong();
        Duration back = Duration.ofNanos(nowNanos - lastNanos).minusMillis(nowMillis - lastMillis);
        lastMillis = nowMillis;
        lastNanos = nowNanos;
        return back.compareTo(LEAST) < 0 ? Duration.ZERO : back;
    }
}
