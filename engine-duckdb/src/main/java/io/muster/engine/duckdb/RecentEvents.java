package io.muster.engine.duckdb;

import java.util.HashMap;
import java.util.Map;

/**
 * The ids and times of the events that were stored last, as hashes, so that most imports need not search the tables for
 * what they bring. It may say that an event is stored when it is not, never the other way round. Guarded by the
 * project's commit lock.
 */
final class RecentEvents {

    private static final int MAX_KEYS = 1 << 16;
    private static final int MAX_KEYS_OF_ALL = 1 << 22;

    private final Map<String, Recent> byEvent = new HashMap<>();

    /** Whether the event may be stored; what is known of its table is as of before. */
    boolean mayHave(String event, EventStats stats, String id, long time) {
        if (time < stats.minMillis() || time > stats.maxMillis()) {
            return false;
        }
        Recent recent = recent(event, stats);
        return time < recent.completeFrom || recent.has(hash(id, time));
    }

    /** Takes in an event that is now stored. */
    void add(String event, EventStats before, String id, long time) {
        recent(event, before).add(hash(id, time), time, MAX_KEYS_OF_ALL / Math.max(64, byEvent.size()));
    }

    /** Forgets what was known of an event, since more was stored than is taken in here. */
    void forget(String event) {
        byEvent.remove(event);
    }

    void forgetAll() {
        byEvent.clear();
    }

    private Recent recent(String event, EventStats stats) {
        return byEvent.computeIfAbsent(
                event, name -> new Recent(stats.rows() == 0 ? Long.MIN_VALUE : stats.maxMillis() + 1));
    }

    /** Not by the id's hash code alone: equal ones are made easily, and each costs a search. */
    private static long hash(String id, long time) {
        long hash = time * 0x9E3779B97F4A7C15L + id.length();
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0xBF58476D1CE4E5B9L;
            hash ^= hash >>> 31;
        }
        return hash == 0 ? 1 : hash;
    }

    /** Two generations of keys; the older is given up when the younger is full. */
    private static final class Recent {
        private LongSet young = new LongSet();
        private LongSet old = new LongSet();
        private long youngMax = Long.MIN_VALUE;
        private long oldMax = Long.MIN_VALUE;
        /** Every stored event of this time or later is in one of the generations. */
        private long completeFrom;

        Recent(long completeFrom) {
            this.completeFrom = completeFrom;
        }

        boolean has(long key) {
            return young.has(key) || old.has(key);
        }

        void add(long key, long time, int limit) {
            if (young.size() >= Math.min(limit, MAX_KEYS)) {
                completeFrom = Math.max(completeFrom, oldMax == Long.MIN_VALUE ? oldMax : oldMax + 1);
                old = young;
                oldMax = youngMax;
                young = new LongSet();
                youngMax = Long.MIN_VALUE;
            }
            young.add(key);
            youngMax = Math.max(youngMax, time);
        }
    }
}
