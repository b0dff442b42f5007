package io.muster.engine.testing;

import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Gap;
import io.muster.model.condition.Step;
import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Tries every event for every step. */
final class ReferenceSequence {

    private final List<Step> steps;
    private final @Nullable Duration span;
    private final List<EventRow> events;
    private final BiPredicate<EventPattern, EventRow> matches;

    /** @param events those in the window */
    ReferenceSequence(
            List<Step> steps,
            @Nullable Duration span,
            List<EventRow> events,
            BiPredicate<EventPattern, EventRow> matches) {
        this.steps = steps;
        this.span = span;
        this.events = events;
        this.matches = matches;
    }

    boolean happened() {
        return events.stream()
                .filter(event -> matches.test(steps.getFirst().event(), event))
                .anyMatch(first -> goesOn(first, first, 1));
    }

    private boolean goesOn(EventRow first, EventRow before, int next) {
        if (next == steps.size()) {
            return span == null || before.time() - first.time() <= span.toMillis();
        }
        Step step = steps.get(next);
        return events.stream()
                .filter(event -> matches.test(step.event(), event) && follows(step, before, event))
                .anyMatch(event -> goesOn(first, event, next + 1));
    }

    private boolean follows(Step step, EventRow before, EventRow event) {
        return event.time() > before.time()
                && isInside(step.after(), event.time() - before.time())
                && events.stream()
                        .filter(between -> between.time() > before.time() && between.time() < event.time())
                        .noneMatch(between ->
                                step.without().stream().anyMatch(forbidden -> matches.test(forbidden, between)));
    }

    private static boolean isInside(@Nullable Gap gap, long millis) {
        return gap == null
                || ((gap.min() == null || millis >= gap.min().toMillis())
                        && (gap.max() == null || millis <= gap.max().toMillis()));
    }
}
