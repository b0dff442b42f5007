package io.muster.engine.explain;

import io.muster.model.condition.Test;
import io.muster.model.condition.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The starts of the days on which a date comes round. */
final class Anniversaries {

    private static final int LAST_YEAR = Test.Anniversary.LAST_YEAR;

    private Anniversaries() {}

    /** Those in the window, and some years before and after it, in epoch milliseconds. */
    static LongStream near(LocalDate day, Window.Resolved window) {
        ZoneId zone = window.zone();
        int first = Math.max(day.getYear() + 1, year(window.from(), zone, day.getYear()) - 1);
        int last = Math.min(LAST_YEAR, Math.max(day.getYear() + 1, year(window.to(), zone, LAST_YEAR)) + 2);
        return IntStream.rangeClosed(first, last).mapToLong(year -> day.plusYears((long) year - day.getYear())
                .atStartOfDay(zone)
                .toInstant()
                .toEpochMilli());
    }

    private static int year(@Nullable Instant bound, ZoneId zone, int unbounded) {
        return bound == null ? unbounded : bound.atZone(zone).getYear();
    }
}
