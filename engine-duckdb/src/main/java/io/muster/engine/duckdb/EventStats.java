package io.muster.engine.duckdb;

import io.muster.engine.sql.EventTimes;

/**
 * What is known of one event's table.
 *
 * @param unsorted rows since the table was last sorted
 * @param ordered whether the rows lie in order of time
 */
record EventStats(long rows, long minMillis, long maxMillis, long unsorted, boolean ordered) {

    static final EventStats EMPTY = new EventStats(0, Long.MAX_VALUE, Long.MIN_VALUE, 0, true);

    /** With rows appended whose times lie in that range; where they are not sorted among themselves, they are not here. */
    EventStats with(long added, long min, long max, boolean sorted) {
        return new EventStats(
                rows + added,
                Math.min(minMillis, min),
                Math.max(maxMillis, max),
                unsorted + added,
                ordered && (sorted || min == max) && min >= maxMillis);
    }

    EventTimes times() {
        return rows == 0 ? EventTimes.NONE : EventTimes.between(minMillis, maxMillis);
    }

    EventStats sorted() {
        return new EventStats(rows, minMillis, maxMillis, 0, true);
    }
}
