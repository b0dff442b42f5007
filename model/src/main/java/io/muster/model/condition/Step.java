package io.muster.model.condition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a {@link Condition.Sequence}: an event later than that of the step before.
 *
 * @param event what happens
 * @param after how long after the step before; null for any time later, and in the first step
 * @param without what must not happen later than the step before and earlier than this one; nothing in the first step
 */
public record Step(EventPattern event, @Nullable Gap after, List<EventPattern> without) {
    public Step {
        without = List.copyOf(without);
    }
}
