package io.muster.model.condition;

import java.time.Duration;

/**
 * Exact lengths of time, such as those between two events: in milliseconds, more than nothing and at most a hundred
 * years. A day is 24 hours here, whatever the clocks do; months have no exact length and are none.
 */
public final class Durations {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private Durations() {}

    /**
     * Reads ISO-8601 in weeks, days, hours, minutes and seconds: {@code PT1H}, {@code P7D}, {@code P1DT12H}.
     *
     * @throws IllegalArgumentException with a message that says what the text must be
     */
    public static Duration parse(String text) {
        Span span = Span.parse(text);
        if (span.months() != 0) {
            throw new IllegalArgumentException("months and years have no exact length; write days, such as P30D");
        }
        return Duration.ofDays(span.days()).plus(span.time());
    }

    /** ISO-8601, one text for each length: {@code PT1H}, {@code P7D}, {@code P1DT12H}. */
    public static String text(Duration duration) {
        long millis = duration.toMillis();
        return new Span(0, Math.toIntExact(millis / DAY), Duration.ofMillis(millis % DAY)).toString();
    }

    /** The same length to the millisecond, if it is one that conditions may have. */
    static Duration checked(Duration duration) {
        return new Span(0, 0, duration).time();
    }
}
