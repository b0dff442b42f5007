package io.muster.engine.explain;

import io.muster.model.condition.AsOf;
import io.muster.model.condition.Span;
import io.muster.model.condition.Window;
import io.muster.model.condition.WindowResolver;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the instants at which a point in time comes into a moving window or leaves it, exactly: candidates are gathered
 * by how the window's bounds move, and each is tried.
 */
final class WindowChanges {

    /** Bounds by the calendar may go back by days (29 to 31 March less a month), but by fewer than these. */
    static final long SLACK = java.time.Duration.ofDays(6).toMillis();

    private final long now;
    private final ZoneId zone;
    private final DayOfWeek weekStart;

    /** @param zone of windows that name none */
    WindowChanges(Instant now, ZoneId zone, DayOfWeek weekStart) {
        this.now = now.toEpochMilli();
        this.zone = zone;
        this.weekStart = weekStart;
    }

    /** Epoch milliseconds after now, ascending. */
    LongStream of(Window window, long point) {
        Window.Resolved present = resolve(window, now);
        if (present.from() != null && point < present.from().toEpochMilli() - SLACK) {
            return LongStream.empty();
        }
        boolean inside = Windows.isInside(present, point);
        LongStream.Builder changes = LongStream.builder();
        for (long candidate : candidates(window, point)) {
            if (candidate > now && Windows.isInside(resolve(window, candidate), point) != inside) {
                inside = !inside;
                changes.add(candidate);
            }
        }
        return changes.build();
    }

    Window.Resolved resolve(Window window, long at) {
        return WindowResolver.resolve(window, new AsOf(Instant.ofEpochMilli(at), zone, weekStart));
    }

    private TreeSet<Long> candidates(Window window, long point) {
        TreeSet<Long> candidates = new TreeSet<>();
        switch (window) {
            case Window.Last(var amount, var own) -> {
                candidates.add(point + 1);
                shifted(window, point, Span.of(amount), 1, own, candidates);
            }
            case Window.Next(var amount, var own) -> {
                candidates.add(point + 1);
                shifted(window, point, Span.of(amount), -1, own, candidates);
            }
            case Window.Calendar calendar -> calendar(calendar, point, candidates);
            case Window.Range _, Window.Resolved _ -> {}
        }
        return candidates;
    }

    /** The bound that is the as-of instant less (or plus) the span passes the point when that lies a span back (or on). */
    private void shifted(
            Window window, long point, Span span, int sign, @Nullable ZoneId own, TreeSet<Long> candidates) {
        if (span.months() == 0 && span.days() == 0) {
            candidates.add(point + sign * span.time().toMillis() + 1);
            return;
        }
        Pieces pieces = new Pieces(own == null ? zone : own, span, sign);
        TreeSet<Long> starts = pieces.around(point);
        for (long start : starts) {
            candidates.add(start);
            Long end = starts.higher(start);
            Instant bound = sign > 0
                    ? resolve(window, start).from()
                    : resolve(window, start).to();
            if (end != null && bound != null) {
                long crossing = point + start - bound.toEpochMilli() + 1;
                if (crossing > start && crossing < end) {
                    candidates.add(crossing);
                }
            }
        }
    }

    /** Bounds that jump from unit to unit, and never back. */
    private void calendar(Window.Calendar window, long point, TreeSet<Long> candidates) {
        long latest = point + (window.count() + 3L) * longest(window.unit());
        candidates.add(firstAfter(point, latest, at -> resolve(window, at).from()));
        if (window.includingCurrent()) {
            candidates.add(point + 1);
        } else {
            candidates.add(firstAfter(point, latest, at -> resolve(window, at).to()));
        }
    }

    @FunctionalInterface
    private interface Bound {
        @Nullable
        Instant at(long millis);
    }

    /** The first instant, not before the point, at which the bound is after the point. */
    private static long firstAfter(long point, long latest, Bound bound) {
        long low = point;
        long high = latest;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Instant at = bound.at(middle);
            if (at != null && at.toEpochMilli() > point) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static long longest(Window.Unit unit) {
        long day = java.time.Duration.ofDays(1).toMillis();
        return switch (unit) {
            case HOUR -> 2 * day / 24;
            case DAY -> 2 * day;
            case WEEK -> 8 * day;
            case MONTH -> 32 * day;
            case QUARTER -> 93 * day;
            case YEAR -> 367 * day;
        };
    }
}
