package io.muster.engine.duckdb;

import io.muster.engine.DataMark;
import java.util.Map;

/**
 * What is committed, beside the rows themselves. Immutable. As a mark it tells what has changed since: rows of events
 * are only ever added, and numbered in the order of their commits.
 *
 * @param profiles how many there are; ordinals are below it
 * @param profilesChanged the version that last merged rows of profiles; that of the opening where none did since
 * @param nextSequence above every event's
 * @param events what is known of each event's table, by name; none for tables without rows
 */
record State(
        long version,
        int profiles,
        long profilesChanged,
        long nextSequence,
        Map<String, EventStats> events,
        Catalog catalog)
        implements DataMark {

    State withCatalog(Catalog newer) {
        return new State(version, profiles, profilesChanged, nextSequence, events, newer);
    }

    State withEvents(Map<String, EventStats> newer) {
        return new State(version, profiles, profilesChanged, nextSequence, newer, catalog);
    }

    EventStats stats(String event) {
        return events.getOrDefault(event, EventStats.EMPTY);
    }
}
