package io.muster.engine.sql;

import java.time.ZoneId;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Record3;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** How to find one value of each profile that has one. */
public sealed interface ValuesQuery {

    /** Ordinals with their numbers, each ordinal once. */
    record Numbers(Select<Record2<Integer, Double>> select) implements ValuesQuery {}

    /**
     * Ordinals, each once, with an instant in epoch milliseconds or, where that is null, an epoch day, which is the
     * instant at which it starts in the zone.
     */
    record Dates(Select<Record3<Integer, Long, Integer>> select, ZoneId zone) implements ValuesQuery {}

    /** A profile's number is how often the select yields its ordinal, if it does at all. */
    record Counts(Select<Record1<Integer>> select) implements ValuesQuery {}

    /**
     * A profile's value is the latest of the epoch milliseconds that the select yields with its ordinal, or the start of
     * that day.
     *
     * @param days the zone of the days; null for the instant itself
     */
    record Latest(
            Select<Record2<Integer, Long>> select, @Nullable ZoneId days) implements ValuesQuery {}
}
