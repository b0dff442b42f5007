package io.muster.engine.match;

import java.util.List;

/**
 * A sequence over rows that say by bits which events they are.
 *
 * @param steps in their order
 * @param span milliseconds from the first step to the last, at most; {@link Long#MAX_VALUE} for any
 */
public record SequenceRules(List<Step> steps, long span) {

    public SequenceRules {
        steps = List.copyOf(steps);
    }

    /**
     * One step; {@code min} and {@code max} are milliseconds after the step before, and mean nothing in the first one.
     *
     * @param event the bit of the event that it is
     * @param without the bits of events that must not lie between the step before and this one
     * @param min at least 1
     * @param max {@link Long#MAX_VALUE} for any
     */
    public record Step(int event, int without, long min, long max) {}

    /** The bits that a profile has to have at all. */
    int required() {
        return steps.stream().mapToInt(Step::event).reduce(0, (all, bit) -> all | bit);
    }
}
