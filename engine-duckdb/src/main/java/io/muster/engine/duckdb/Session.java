package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** One connection, on which statements run one after the other. For one thread at a time. */
final class Session implements AutoCloseable {

    static final DSLContext RENDERER = DSL.using(SQLDialect.DUCKDB);

    private static final Logger LOG = System.getLogger(Session.class.getName());

    private final DuckDBConnection connection;

    Session(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** Runs a statement whose result does not matter. */
    void execute(String sql) {
        try {
            executeRaw(sql);
        } catch (SQLException e) {
            throw Failures.of(e, Deadline.none());
        }
    }

    void executeRaw(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a statement and tells how many rows it changed. */
    long update(String sql, Deadline deadline) {
        try (Statement statement = connection.createStatement();
                var _ = deadline.onEnd(() -> cancel(statement))) {
            deadline.check();
            return statement.executeLargeUpdate(sql);
        } catch (SQLException e) {
            throw Failures.of(e, deadline);
        }
    }

    /** Runs a query and gives its result to the reader. */
    <T> T query(Select<?> select, Deadline deadline, Reader<T> reader) {
        return query(RENDERER.render(select), RENDERER.extractBindValues(select), deadline, reader);
    }

    /** Runs a query and gives its result to the reader. */
    <T> T query(String sql, List<?> values, Deadline deadline, Reader<T> reader) {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                var _ = deadline.onEnd(() -> cancel(statement))) {
            deadline.check();
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet result = statement.executeQuery()) {
                return reader.read(result);
            }
        } catch (SQLException e) {
            throw Failures.of(e, deadline);
        }
    }

    /** The one number that the query yields; 0 for null. */
    long number(String sql, Deadline deadline) {
        return query(sql, List.of(), deadline, result -> {
            result.next();
            return result.getLong(1);
        });
    }

    /** Runs work that ends its transaction itself; where it fails the transaction is rolled back, never committed. */
    <T> T transaction(Supplier<T> work) {
        execute("BEGIN");
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            rollback();
            throw e;
        }
    }

    /** Forgets what the open transaction did; does nothing where there is none. */
    void rollback() {
        try {
            executeRaw("ROLLBACK");
        } catch (SQLException e) {
            // DuckDB has already ended a transaction whose COMMIT failed.
            LOG.log(Level.DEBUG, "There was nothing to roll back.", e);
        }
    }

    DuckDBConnection connection() {
        return connection;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw Failures.of(e, Deadline.none());
        }
    }

    static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The statement had just ended.", e);
        }
    }

    /** Reads a result. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet result) throws SQLException;
    }
}
