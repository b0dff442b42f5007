package io.muster.server.job;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import io.muster.server.catalog.Catalog;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import org.jooq.Record;
import org.jooq.SQLDialect;

/**
 * db-scheduler's tables, one a lane, where its own client cannot go: into the transaction that also writes what the work is
 * for.
 */
final class TaskTable {
    static final String TASK = "job";

    private static final String WAITING =
            " t join job j on j.id = t.task_instance where t.task_name = ? and j.type = ? and t.picked = ?";

    private final Catalog catalog;
    private final JdbcCustomization database;

    TaskTable(Catalog catalog, JdbcCustomization database) {
        this.catalog = catalog;
        this.database = database;
    }

    void insert(Lane lane, String job, Instant at, int priority) {
        catalog.change(dsl -> dsl.connection(connection -> {
            String sql = "insert into " + lane.table()
                    + " (task_name, task_instance, execution_time, picked, version, priority) values (?, ?, ?, ?, 1, ?)";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setString(1, TASK);
                insert.setString(2, job);
                database.setInstant(insert, 3, at);
                insert.setBoolean(4, false);
                insert.setInt(5, priority);
                insert.executeUpdate();
            }
        }));
    }

    /**
     * The priority at which projects take turns: below what its project has waiting, and not above what waits of others.
     * While anything waits priorities only fall, so that nothing is overtaken for ever; when nothing does they start anew.
     */
    int fairPriority(Lane lane, NewJob job, Turn turn) {
        String sql = "select min(case when j.project = ? then t.priority end) as lowest, max(t.priority) as highest"
                + " from " + lane.table() + WAITING + " and t.priority between ? and ?";
        return catalog.read(dsl -> {
            Record waiting =
                    dsl.fetchSingle(sql, job.project().value(), TASK, job.type(), false, turn.lowest(), turn.highest());
            Integer lowest = waiting.get("lowest", Integer.class);
            Integer highest = waiting.get("highest", Integer.class);
            int start = highest == null ? turn.highest() : highest;
            return Math.max(turn.lowest(), lowest == null ? start : Math.min(lowest - 1, start));
        });
    }

    /** The ids of the jobs of that type that nobody has begun, the next one first. */
    List<String> waiting(Lane lane, String type) {
        String sql = "select j.id from " + lane.table() + WAITING + " order by t.priority desc, t.execution_time, j.id";
        return catalog.read(dsl -> dsl.fetch(sql, TASK, type, false).getValues(0, String.class));
    }

    /** Takes a job out that nobody has begun. */
    void deleteWaiting(Lane lane, String job) {
        catalog.change(dsl -> dsl.execute(
                "delete from " + lane.table() + " where task_name = ? and task_instance = ? and picked = ?",
                TASK,
                job,
                false));
    }

    /** Makes a job due that waits for its time; false where it is not there, runs, or is due. */
    boolean bringForward(Lane lane, String job, Instant to) {
        String sql = "update " + lane.table()
                + " set execution_time = ? where task_name = ? and task_instance = ? and picked = ? and execution_time > ?";
        return catalog.transaction(dsl -> dsl.connectionResult(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                database.setInstant(update, 1, to);
                update.setString(2, TASK);
                update.setString(3, job);
                update.setBoolean(4, false);
                database.setInstant(update, 5, to);
                return update.executeUpdate() > 0;
            }
        }));
    }

    /** Frees what a dead process held. Only for SQLite: there, no other process can be alive. */
    void releaseAll() {
        catalog.change(dsl -> {
            if (dsl.dialect() == SQLDialect.SQLITE) {
                for (Lane lane : Lane.values()) {
                    dsl.execute(
                            "update " + lane.table() + " set picked = ?, picked_by = null, last_heartbeat = null,"
                                    + " version = version + 1 where picked = ?",
                            false,
                            true);
                }
            }
        });
    }
}
