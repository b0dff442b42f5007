package io.muster.engine.duckdb;

import io.muster.engine.Deadline;

/** Rewrites a table of events in order of time, so that a window reads only the part of it that it needs. */
final class Compaction {

    private final Session session;
    private final State state;
    private final Deadline deadline;

    Compaction(Session session, State state, Deadline deadline) {
        this.session = session;
        this.state = state;
        this.deadline = deadline;
    }

    /** Whether enough has come, out of order, to be worth the rewriting of the whole. */
    static boolean isDue(EventStats stats, long atRows) {
        return stats.unsorted() >= atRows && stats.unsorted() * 5 >= stats.rows() && !stats.ordered();
    }

    /** Rewrites the event's table inside the session's open transaction. */
    void sort(String event) {
        String table = state.catalog().eventTable(event);
        String name = table.substring(table.lastIndexOf('.') + 1);
        session.update("CREATE TABLE " + table + "_sorted AS FROM " + table + " ORDER BY time", deadline);
        session.update("DROP TABLE " + table, deadline);
        session.update("ALTER TABLE " + table + "_sorted RENAME TO " + name, deadline);
        session.update(
                "UPDATE " + state.catalog().table("events") + " SET sorted_to = " + state.nextSequence()
                        + " WHERE name = " + Sql.text(event),
                deadline);
    }
}
