package io.muster.model.condition;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import org.jspecify.annotations.Nullable;

/** A half-open stretch of time, {@code [from, to)}, relative to the evaluation's as-of instant or fixed. Amounts are {@link Span}s of at most
 * a hundred years; zones are named (a fixed offset becomes {@code UTC+02:00}). */
public sealed interface Window {

    /** {@code [asOf − amount, asOf)}. Days and longer are calendar arithmetic in the zone, hours and shorter exact. */
    record Last(TemporalAmount amount, @Nullable ZoneId zone) implements Window {
        public Last {
            amount = Span.of(amount);
            zone = named(zone);
        }
    }

    /**
     * The {@code count} whole calendar units before the current one (hours are 60 minutes each); with {@code includingCurrent} the current unit up
     * to the as-of instant is added, {@code [start of unit − count units, asOf)}.
     */
    record Calendar(
            int count,
            Unit unit,
            boolean includingCurrent,
            @Nullable ZoneId zone) implements Window {
        public Calendar {
            if (count < (includingCurrent ? 0 : 1) || count > unit.most()) {
                throw new IllegalArgumentException(
                        "1 to " + unit.most() + " (0 only with the current one), not " + count);
            }
            zone = named(zone);
        }
    }

    /** Fixed bounds, each a {@link Value.Moment} or a {@link Value.Day} (the start of that day); null is unbounded, at most one. */
    record Range(
            @Nullable Value from,
            @Nullable Value to,
            @Nullable ZoneId zone) implements Window {
        public Range {
            if (from == null && to == null) {
                throw new IllegalArgumentException("a range has at least one bound");
            }
            if ((from != null && !Operands.isPointInTime(from)) || (to != null && !Operands.isPointInTime(to))) {
                throw new IllegalArgumentException("bounds are days or moments, not " + from + " and " + to);
            }
            zone = named(zone);
        }
    }

    /** {@code [asOf, asOf + amount)}, for dates that lie ahead. */
    record Next(TemporalAmount amount, @Nullable ZoneId zone) implements Window {
        public Next {
            amount = Span.of(amount);
            zone = named(zone);
        }
    }

    /** What every other window is resolved to before it is evaluated; null is unbounded. Zone: the window's, resolved. */
    record Resolved(@Nullable Instant from, @Nullable Instant to, ZoneId zone) implements Window {
        public Resolved {
            zone = zone instanceof ZoneOffset offset ? ZoneId.ofOffset("UTC", offset) : zone;
        }
    }

    /** A calendar unit; weeks start on the project's day. */
    enum Unit {
        HOUR(876_600),
        DAY(36_525),
        WEEK(5_218),
        MONTH(1_200),
        QUARTER(400),
        YEAR(100);

        private final int most;

        Unit(int most) {
            this.most = most;
        }

        /** How many make a hundred years, the most that a window may count. */
        public int most() {
            return most;
        }
    }

    // A fixed offset is written UTC+02:00, the one name for it that java.time and the engines' zone data share.
    private static @Nullable ZoneId named(@Nullable ZoneId zone) {
        return zone instanceof ZoneOffset offset ? ZoneId.ofOffset("UTC", offset) : zone;
    }
}
