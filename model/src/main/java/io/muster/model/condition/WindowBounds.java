package io.muster.model.condition;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * A window's instants. Local times that a clock change skips move forward by the gap, those that it repeats keep the
 * offset they are counted from; a day starts at its first instant.
 */
final class WindowBounds {

    private WindowBounds() {}

    static Window.Resolved resolve(Window window, AsOf asOf) {
        return switch (window) {
            case Window.Last(var amount, var own) -> {
                ZoneId zone = zone(own, asOf);
                yield new Window.Resolved(shift(asOf.instant(), Span.of(amount), -1, zone), asOf.instant(), zone);
            }
            case Window.Next(var amount, var own) -> {
                ZoneId zone = zone(own, asOf);
                yield new Window.Resolved(asOf.instant(), shift(asOf.instant(), Span.of(amount), 1, zone), zone);
            }
            case Window.Calendar calendar -> calendar(calendar, asOf);
            case Window.Range range -> range(range, zone(range.zone(), asOf));
            case Window.Resolved resolved -> resolved;
        };
    }

    private static ZoneId zone(@Nullable ZoneId own, AsOf asOf) {
        return own == null ? asOf.zone() : own;
    }

    private static Instant shift(Instant instant, Span span, int sign, ZoneId zone) {
        Instant shifted = instant;
        if (span.months() != 0 || span.days() != 0) {
            ZonedDateTime start = instant.atZone(zone);
            LocalDateTime local = start.toLocalDateTime()
                    .plusMonths((long) sign * span.months())
                    .plusDays((long) sign * span.days());
            shifted = ZonedDateTime.ofLocal(local, zone, start.getOffset()).toInstant();
        }
        return shifted.plus(span.time().multipliedBy(sign));
    }

    private static Window.Resolved calendar(Window.Calendar window, AsOf asOf) {
        ZoneId zone = zone(window.zone(), asOf);
        ZonedDateTime now = asOf.instant().atZone(zone);
        if (window.unit() == Window.Unit.HOUR) {
            Instant hour = now.truncatedTo(ChronoUnit.HOURS).toInstant();
            Instant from = hour.minus(window.count(), ChronoUnit.HOURS);
            return new Window.Resolved(from, window.includingCurrent() ? asOf.instant() : hour, zone);
        }
        LocalDate current = firstDay(now.toLocalDate(), window.unit(), asOf.weekStart());
        Instant from = start(minus(current, window.count(), window.unit()), zone);
        return new Window.Resolved(from, window.includingCurrent() ? asOf.instant() : start(current, zone), zone);
    }

    private static LocalDate firstDay(LocalDate day, Window.Unit unit, DayOfWeek weekStart) {
        return switch (unit) {
            case HOUR, DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(weekStart));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withMonth((day.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    private static LocalDate minus(LocalDate day, int count, Window.Unit unit) {
        return switch (unit) {
            case HOUR, DAY -> day.minusDays(count);
            case WEEK -> day.minusWeeks(count);
            case MONTH -> day.minusMonths(count);
            case QUARTER -> day.minusMonths(3L * count);
            case YEAR -> day.minusYears(count);
        };
    }

    private static Window.Resolved range(Window.Range window, ZoneId zone) {
        Instant from = instant(window.from(), zone);
        Instant to = instant(window.to(), zone);
        // A day and a moment can only be compared now; nothing is between bounds that cross.
        return new Window.Resolved(from, from != null && to != null && to.isBefore(from) ? from : to, zone);
    }

    private static @Nullable Instant instant(@Nullable Value bound, ZoneId zone) {
        return switch (bound) {
            case null -> null;
            case Value.Day day -> start(day.date(), zone);
            case Value.Moment moment -> moment.instant();
            case Value.Text t -> throw notABound(t);
            case Value.Numeric t -> throw notABound(t);
            case Value.Bool t -> throw notABound(t);
            case Value.Null t -> throw notABound(t);
        };
    }

    private static IllegalArgumentException notABound(Value value) {
        return new IllegalArgumentException("not a bound: " + value);
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
