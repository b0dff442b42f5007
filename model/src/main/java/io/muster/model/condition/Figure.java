package io.muster.model.condition;

/**
 * One number told of some events. Over no events, a count, days, a sum and distinct values are 0; everything else is
 * missing.
 */
public sealed interface Figure {

    /** How many events. */
    record Count() implements Figure {}

    /** On how many calendar days, in the window's zone or without one the evaluation's. */
    record Days() implements Figure {}

    /** A function of one property's values, as in {@link Measure.Aggregate}. */
    record Aggregate(Measure.Function function, String property) implements Figure {}

    /**
     * How recent the latest event is: the more recent, the higher the quantile.
     *
     * @param byDay whether events on the same calendar day are equally recent; else the instant counts. The day is in
     *     the window's zone, or without one the evaluation's
     */
    record Recency(boolean byDay) implements Figure {}
}
