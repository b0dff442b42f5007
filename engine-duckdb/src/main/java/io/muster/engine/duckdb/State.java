package io.muster.engine.duckdb;

import java.util.Map;

/**
 * What is committed, beside the rows themselves. Immutable.
 *
 * @param profiles how many there are; ordinals are below it
 * @param nextSequence above every event's
 * @param events what is known of each event's table, by name; none for tables without rows
 */
record State(long version, int profiles, long nextSequence, Map<String, EventStats> events, Catalog catalog) {

    State withCatalog(Catalog newer) {
        return new State(version, profiles, nextSequence, events, newer);
    }

    State withEvents(Map<String, EventStats> newer) {
        return new State(version, profiles, nextSequence, newer, catalog);
    }

    EventStats stats(String event) {
        return events.getOrDefault(event, EventStats.EMPTY);
    }
}
