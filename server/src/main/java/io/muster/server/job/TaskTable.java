package io.muster.server.job;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import io.muster.server.catalog.Catalog;
import java.sql.PreparedStatement;
import java.time.Instant;
import org.jooq.SQLDialect;

/**
 * db-scheduler's table, where its own client cannot go: into the transaction that also writes what the work is for.
 */
final class TaskTable {
    static final String TASK = "job";

    private final Catalog catalog;
    private final JdbcCustomization database;

    TaskTable(Catalog catalog, JdbcCustomization database) {
        this.catalog = catalog;
        this.database = database;
    }

    void insert(String job, Instant at) {
        catalog.change(dsl -> dsl.connection(connection -> {
            String sql = "insert into scheduled_tasks"
                    + " (task_name, task_instance, execution_time, picked, version, priority) values (?, ?, ?, ?, 1, 0)";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setString(1, TASK);
                insert.setString(2, job);
                database.setInstant(insert, 3, at);
                insert.setBoolean(4, false);
                insert.executeUpdate();
            }
        }));
    }

    /** Takes a job out that nobody has begun. */
    void deleteWaiting(String job) {
        catalog.change(dsl -> dsl.execute(
                "delete from scheduled_tasks where task_name = ? and task_instance = ? and picked = ?",
                TASK,
                job,
                false));
    }

    /** Frees what a dead process held. Only for SQLite: there, no other process can be alive. */
    void releaseAll() {
        catalog.change(dsl -> {
            if (dsl.dialect() == SQLDialect.SQLITE) {
                dsl.execute(
                        "update scheduled_tasks set picked = ?, picked_by = null, last_heartbeat = null,"
                                + " version = version + 1 where picked = ?",
                        false,
                        true);
            }
        });
    }
}
