package io.muster.server.segment;

import java.time.Duration;

/** How long to wait after failures in a row: ten seconds, then twice as long each time, never more than an hour. */
final class BackOff {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 9;

    private BackOff() {}

    /** @param failures in a row, from 1 */
    static Duration after(int failures) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
