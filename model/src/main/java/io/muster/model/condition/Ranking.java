package io.muster.model.condition;

import org.jspecify.annotations.Nullable;

/**
 * The value by which a {@link Condition.Quantile} ranks profiles, as a double: the nearest one where it has none of its
 * own.
 */
public sealed interface Ranking {

    /**
     * An attribute's number, or the instant that its text is as a date (a date being the start of that day in the
     * evaluation's zone). Of the two kinds the one counts that more of the ranked profiles have, numbers where it is as
     * many of both; who has the other kind, or no such value, is not ranked.
     */
    record OfAttribute(String name) implements Ranking {}

    /** A figure over the profile's events of that name that match {@code where} and are inside the window. */
    record OfEvents(EventPattern event, @Nullable Window within, Figure figure) implements Ranking {}
}
