package io.muster.engine.explain;

import io.muster.model.condition.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * An instant moved by months and days is the instant plus a constant, but for another constant on other days, and across
 * changes of the clock at either end. Between two neighbours of {@link #around} it is one.
 *
 * @param sign 1 where the moved instant is earlier, −1 where it is later
 */
record Pieces(ZoneId zone, Span span, int sign) {

    private static final int DAYS = 5;

    /** Where pieces start, among the instants that are moved to about that point, in epoch milliseconds. */
    NavigableSet<Long> around(long point) {
        LocalDate middle = Instant.ofEpochMilli(point)
                .plus(span.time().multipliedBy(sign))
                .atZone(zone)
                .toLocalDate()
                .plusMonths((long) sign * span.months())
                .plusDays((long) sign * span.days());
        List<LocalDate> days = new ArrayList<>();
        for (int day = -DAYS; day <= DAYS; day++) {
            days.add(middle.plusDays(day));
        }
        NavigableSet<Long> starts = new TreeSet<>();
        days.forEach(day -> starts.add(millis(day.atStartOfDay(zone))));
        transitions(days.getFirst()).forEach(change -> starts.add(change.toEpochSecond() * 1000));
        Set<LocalTime> edges = edges(point);
        for (LocalDate day : days) {
            for (LocalTime edge : edges) {
                ZonedDateTime at = day.atTime(edge).atZone(zone);
                starts.add(millis(at.withEarlierOffsetAtOverlap()));
                starts.add(millis(at.withLaterOffsetAtOverlap()));
            }
        }
        return starts;
    }

    /** The times of day between which clocks are changed near the other end. */
    private Set<LocalTime> edges(long point) {
        LocalDate moved = Instant.ofEpochMilli(point)
                .plus(span.time().multipliedBy(sign))
                .atZone(zone)
                .toLocalDate();
        Set<LocalTime> edges = new HashSet<>();
        for (ZoneOffsetTransition change : transitions(moved.minusDays(DAYS))) {
            edges.add(change.getDateTimeBefore().toLocalTime());
            edges.add(change.getDateTimeAfter().toLocalTime());
        }
        return edges;
    }

    private List<ZoneOffsetTransition> transitions(LocalDate first) {
        List<ZoneOffsetTransition> found = new ArrayList<>();
        Instant from = first.minusDays(2).atStartOfDay(zone).toInstant();
        Instant to = first.plusDays(2 * DAYS + 3).atStartOfDay(zone).toInstant();
        ZoneOffsetTransition next = zone.getRules().nextTransition(from);
        while (next != null && next.getInstant().isBefore(to)) {
            found.add(next);
            next = zone.getRules().nextTransition(next.getInstant());
        }
        return found;
    }

    private static long millis(ZonedDateTime at) {
        return at.toInstant().toEpochMilli();
    }
}
