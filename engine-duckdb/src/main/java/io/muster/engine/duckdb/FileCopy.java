package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBPreparedStatement;

/** Writes what a query yields to a file, and deletes what it could not finish. */
final class FileCopy {

    private static final long POLL_MILLIS = 100;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final Logger LOG = System.getLogger(FileCopy.class.getName());

    private final Session session;
    private final Deadline deadline;

    FileCopy(Session session, Deadline deadline) {
        this.session = session;
        this.deadline = deadline;
    }

    /**
     * @param total the rows there will be, for the progress
     * @return the rows that were written
     */
    long write(String query, TableSql table, long total, Progress progress) {
        Path file = table.path();
        Path plain = table.needsByteOrderMark() ? file.resolveSibling(file.getFileName() + ".plain") : file;
        boolean done = false;
        try {
            progress.report(0, total);
            String to = "TO " + Sql.text(plain.toString()) + " (" + table.options() + ")";
            long rows = copy("COPY (" + query + ") " + to, total, progress);
            if (table.needsByteOrderMark()) {
                marked(plain, file);
            }
            progress.report(rows, total);
            done = true;
            return rows;
        } catch (SQLException e) {
            throw Failures.of(e, deadline);
        } catch (IOException e) {
            throw new MusterException(ErrorCode.STORAGE_FULL, "The file could not be written: " + e.getMessage(), e);
        } finally {
            if (!done) {
                delete(file);
            }
            if (!plain.equals(file)) {
                delete(plain);
            }
        }
    }

    private static void marked(Path plain, Path file) throws IOException {
        try (FileChannel from = FileChannel.open(plain);
                FileChannel to = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            to.write(ByteBuffer.wrap(BYTE_ORDER_MARK));
            long at = 0;
            while (at < from.size()) {
                at += from.transferTo(at, from.size() - at, to);
            }
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
