package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBPreparedStatement;

/** Writes what a query yields to a file, which appears under its name only once it is complete. */
final class FileCopy {

    private static final long POLL_MILLIS = 100;

    private static final Logger LOG = System.getLogger(FileCopy.class.getName());

    private final Session session;
    private final Deadline deadline;

    FileCopy(Session session, Deadline deadline) {
        this.session = session;
        this.deadline = deadline;
    }

    /**
     * @param options those of COPY
     * @param total the rows there will be, for the progress
     * @return the rows that were written
     */
    long write(String query, Path file, String options, long total, Progress progress) {
        Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            progress.report(0, total);
            long rows = copy(
                    "COPY (" + query + ") TO " + Sql.text(part.toString()) + " (" + options + ")", total, progress);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            progress.report(rows, total);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw Failures.of(e, deadline);
        } finally {
            delete(part);
        }
    }

    private long copy(String sql, long total, Progress progress) throws SQLException {
        CountDownLatch done = new CountDownLatch(1);
        try (Statement statement = session.connection().createStatement();
                var _ = deadline.onEnd(() -> Session.cancel(statement))) {
            deadline.check();
            Thread watcher = Thread.ofVirtual().start(() -> watch(statement, total, progress, done));
            try {
                return statement.executeLargeUpdate(sql);
            } finally {
                done.countDown();
                join(watcher);
            }
        }
    }

    private static void watch(Statement statement, long total, Progress progress, CountDownLatch done) {
        try {
            DuckDBPreparedStatement running = statement.unwrap(DuckDBPreparedStatement.class);
            while (!done.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                double percent = running.getQueryProgress().getPercentage();
                if (percent > 0) {
                    progress.report((long) (Math.min(percent, 100) / 100 * total), total);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The statement had just ended, and so had its progress.", e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
