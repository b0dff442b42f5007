package io.muster.server.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long each of some requests took, one after the other. */
public final class Latencies {
    private final long[] sorted;

    private Latencies(long[] sorted) {
        this.sorted = sorted;
    }

    /** Does it again and again for that long. */
    public static Latencies of(Duration span, Runnable request) {
        List<Long> times = new ArrayList<>();
        long end = System.nanoTime() + span.toNanos();
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            request.run();
            times.add(System.nanoTime() - begin);
        }
        return new Latencies(times.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    public int count() {
        return sorted.length;
    }

    /** Milliseconds that the given share of them did not exceed. */
    public double millis(double share) {
        return sorted[(int) ((sorted.length - 1) * share)] / 1e6;
    }
}
