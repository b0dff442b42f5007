package io.muster.server.job;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import io.muster.server.catalog.Catalog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** When db-scheduler's work is due, mended where a clock that was ahead wrote it. */
@Component
class TaskTimes {
    /** What the clocks of several servers may be apart. */
    private static final Duration APART = Duration.ofSeconds(5);

    private static final String SET = " set execution_time = ?, version = version + 1 where picked = ? and ";

    private final Catalog catalog;
    private final JdbcCustomization database;
    private final Clock clock;

    TaskTimes(Catalog catalog, JdbcCustomization database, Clock clock) {
        this.catalog = catalog;
        this.database = database;
        this.clock = clock;
    }

    private record Due(String task, String instance, Instant at) {}

    /**
     * Makes due now what cannot be due when its row says, whenever the clock was put right: housekeeping that would wait longer
     * than its pause, and jobs from the future.
     *
     * @return how many rows that were
     */
    int mend(List<RecurringWork> recurring) {
        Instant now = clock.instant();
        return catalog.transaction(dsl -> dsl.connectionResult(connection -> {
            int mended = 0;
            for (RecurringWork work : recurring) {
                mended += mend(connection, work, now);
            }
            for (Lane lane : Lane.values()) {
                mended += mendJobs(connection, lane, now);
            }
            return mended;
        }));
    }

    private int mend(Connection connection, RecurringWork work, Instant now) throws SQLException {
        String sql = "update " + work.lane().table() + SET + "task_name = ? and execution_time > ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            database.setInstant(update, 1, now);
            update.setBoolean(2, false);
            update.setString(3, work.name());
            database.setInstant(update, 4, now.plus(work.every()).plus(APART));
            return update.executeUpdate();
        }
    }

    private int mendJobs(Connection connection, Lane lane, Instant now) throws SQLException {
        String sql = "update " + lane.table() + SET + "task_name = ? and execution_time > ?"
                + " and task_instance in (select id from job where created_at > ?)";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            database.setInstant(update, 1, now);
            update.setBoolean(2, false);
            update.setString(3, TaskTable.TASK);
            database.setInstant(update, 4, now.plus(APART));
            update.setLong(5, now.plus(APART).toEpochMilli());
            return update.executeUpdate();
        }
    }

    /** Brings forward what is to come by as much as the clock was put back. */
    void bringForward(Duration back) {
        Instant now = clock.instant();
        catalog.change(dsl -> dsl.connection(connection -> {
            for (Lane lane : Lane.values()) {
                for (Due due : after(connection, lane, now)) {
                    move(connection, lane, due, due.at().minus(back));
                }
            }
        }));
    }

    private List<Due> after(Connection connection, Lane lane, Instant now) throws SQLException {
        String sql = "select task_name, task_instance, execution_time from " + lane.table()
                + " where picked = ? and execution_time > ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setBoolean(1, false);
            database.setInstant(select, 2, now);
            List<Due> due = new ArrayList<>();
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                due.add(new Due(rows.getString(1), rows.getString(2), database.getInstant(rows, "execution_time")));
            }
            return due;
        }
    }

    private void move(Connection connection, Lane lane, Due due, Instant to) throws SQLException {
        String sql = "update " + lane.table() + SET + "task_name = ? and task_instance = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            database.setInstant(update, 1, to);
            update.setBoolean(2, false);
            update.setString(3, due.task());
            update.setString(4, due.instance());
            update.executeUpdate();
        }
    }
}
