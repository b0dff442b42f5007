package io.muster.engine.duckdb;

import io.muster.engine.DataMark;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * What is committed, beside the rows themselves. Immutable. As a mark it tells what has changed since: rows of events are
 * added, and numbered in the order of their commits, or go with their profile.
 *
 * @param profiles ordinals that were given so far; all are below it
 * @param profilesChanged the version that last merged rows of profiles; that of the opening where none did since
 * @param nextSequence above every event's
 * @param events what is known of each event's table, by name; none for tables without rows
 * @param retired ordinals of profiles that were erased; not to be changed
 */
record State(
        long version,
        int profiles,
        long profilesChanged,
        long nextSequence,
        Map<String, EventStats> events,
        Catalog catalog,
        RoaringBitmap retired)
        implements DataMark {

    State withCatalog(Catalog newer) {
        return new State(version, profiles, profilesChanged, nextSequence, events, newer, retired);
    }

    State withEvents(Map<String, EventStats> newer) {
        return new State(version, profiles, profilesChanged, nextSequence, newer, catalog, retired);
    }

    /** With more retired, and what is then known of the events. */
    State without(RoaringBitmap erased, Map<String, EventStats> left) {
        return new State(
                version + 1, profiles, profilesChanged, nextSequence, left, catalog, RoaringBitmap.or(retired, erased));
    }

    EventStats stats(String event) {
        return events.getOrDefault(event, EventStats.EMPTY);
    }

    /** How many profiles there are. */
    long liveProfiles() {
        return profiles - retired.getLongCardinality();
    }

    /** All of them; the caller's own to change. */
    RoaringBitmap everyone() {
        RoaringBitmap all = RoaringBitmap.bitmapOfRange(0, profiles);
        all.andNot(retired);
        return all;
    }
}
