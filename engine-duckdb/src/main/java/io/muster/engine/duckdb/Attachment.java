package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A project's file while it is open. DuckDB gives a file up when it cannot finish a checkpoint, as on a full disk; it is
 * then opened anew, with all that was committed. Only for the holder of the project's lock, but for {@link #state}.
 */
final class Attachment {

    /** The log's size at which it is worked into the file. */
    private static final long CHECKPOINT_BYTES = 32L << 20;

    /** How long snapshots may still be read before the file that they read goes. */
    private static final Duration FOR_SNAPSHOTS = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Logger LOG = System.getLogger(Attachment.class.getName());

    private final ProjectFile file;
    private final Session writer;
    private final OpenSnapshots snapshots;
    private @Nullable String name;
    private volatile State state;

    /** @param name under which the file is attached */
    Attachment(ProjectFile file, Session writer, OpenSnapshots snapshots, String name) {
        this.file = file;
        this.writer = writer;
        this.snapshots = snapshots;
        this.name = name;
        this.state = file.read(writer, name);
    }

    /** What is committed. Any thread may ask. */
    State state() {
        return state;
    }

    Session writer() {
        return writer;
    }

    /** Opens the file again where that failed before. */
    void ensureOpen() {
        if (name == null) {
            open();
        }
    }

    /** Ends the session's transaction for good, or throws and leaves everything as it was. */
    void commit(Session session, State next) {
        session.execute("UPDATE " + next.catalog().table("meta") + " SET data_version = " + next.version()
                + ", profiles = " + next.profiles() + ", next_sequence = " + next.nextSequence());
        try {
            session.executeRaw("COMMIT");
        } catch (SQLException e) {
            if (!Failures.isInvalidated(e) || !reopenedWith(next)) {
                throw Failures.of(e, Deadline.none());
            }
            return;
        }
        state = next;
    }

    /** A commit may be durable although it failed; the file tells. */
    private boolean reopenedWith(State next) {
        long version = state.version();
        reopen();
        return next.version() > version && state.version() == next.version();
    }

    /** A checkpoint that fails for want of room fills what room there is, so it is not begun without. */
    void checkpointIfLarge() {
        long log = file.logBytes();
        if (log > CHECKPOINT_BYTES && file.freeBytes() > 2 * log) {
            checkpoint();
        }
    }

    /** Works the log into the file; where that fails the log is kept, and nothing is lost. */
    void checkpoint() {
        if (name == null) {
            return;
        }
        try {
            writer.executeRaw("CHECKPOINT " + name);
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The log of a project could not be worked into its file; it is kept.", e);
            if (Failures.isInvalidated(e)) {
                tryReopen();
            }
        }
    }

    /**
     * Rewrites the file with nothing in it but the rows that are there. Snapshots get some time to end. The log is worked in once
     * none is left: DuckDB does not do that to a row of which somebody still reads an older state.
     *
     * @throws io.muster.model.MusterException where the log cannot be worked into the file, or there is no room
     */
    void rewrite(Deadline deadline) {
        try {
            file.rewrite(writer, requireName(), deadline);
            snapshots.closeAfter(FOR_SNAPSHOTS);
            emptyLog();
            requireName();
            if (file.logBytes() > 0) {
                throw notRewritten();
            }
        } catch (RuntimeException e) {
            file.deleteRewritten();
            snapshots.open();
            throw e;
        }
        // Where the file had to be opened anew for a checkpoint that failed, some may have begun to read it.
        snapshots.close();
        detach();
        file.takeRewritten();
        open();
    }

    /** An import that reads what is there may hold the log for a moment. */
    private void emptyLog() {
        long end = System.nanoTime() + FOR_SNAPSHOTS.toNanos();
        checkpoint();
        while (name != null && file.logBytes() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            checkpoint();
        }
    }

    private String requireName() {
        String attached = name;
        if (attached == null) {
            throw notRewritten();
        }
        return attached;
    }

    private static MusterException notRewritten() {
        return new MusterException(
                ErrorCode.INTERNAL, "The project's file could not be rewritten, for its log is not empty.");
    }

    private void tryReopen() {
        try {
            reopen();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A project's file could not be opened anew; the next call tries again.", e);
        }
    }

    private void reopen() {
        snapshots.close();
        detach();
        open();
    }

    private void open() {
        String opened = file.attach(writer);
        state = file.read(writer, opened);
        name = opened;
        snapshots.open();
    }

    void detach() {
        String attached = name;
        name = null;
        if (attached != null) {
            writer.execute("DETACH " + attached);
        }
    }
}
