package io.muster.model.condition;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;
import org.jspecify.annotations.Nullable;

/** A half-open stretch of time, {@code [from, to)}, relative to the evaluation's as-of instant or fixed. */
public sealed interface Window {

    /** {@code [asOf − amount, asOf)}. Days and longer are calendar arithmetic in the zone, hours and shorter exact. */
    record Last(TemporalAmount amount, @Nullable ZoneId zone) implements Window {}

    /**
     * The {@code count} whole calendar units before the current one; with {@code includingCurrent} the current unit up
     * to the as-of instant is added, {@code [start of unit − count units, asOf)}.
     */
    record Calendar(int count, Unit unit, boolean includingCurrent, @Nullable ZoneId zone) implements Window {}

    /** Fixed bounds, each a {@link Value.Moment} or a {@link Value.Day} (the start of that day); null is unbounded. */
    record Range(@Nullable Value from, @Nullable Value to, @Nullable ZoneId zone) implements Window {}

    /** {@code [asOf, asOf + amount)}, for dates that lie ahead. */
    record Next(TemporalAmount amount, @Nullable ZoneId zone) implements Window {}

    /** What every other window is resolved to before it is evaluated; null is unbounded. Zone: the window's, resolved. */
    record Resolved(@Nullable Instant from, @Nullable Instant to, ZoneId zone) implements Window {}

    /** A calendar unit; weeks start on the project's day. */
    enum Unit {
        HOUR,
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR
    }
}
