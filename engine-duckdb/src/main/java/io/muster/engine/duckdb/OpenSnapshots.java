package io.muster.engine.duckdb;

import io.muster.model.MusterException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The snapshots of a project that are open, which hold its file. Thread-safe. */
final class OpenSnapshots {

    private final Database database;
    private final Set<DuckDbSnapshot> snapshots = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    OpenSnapshots(Database database) {
        this.database = database;
    }

    /** Null where a commit came between, or snapshots are being closed; ask again. */
    @Nullable
    DuckDbSnapshot tryOpen(ProjectStore store, State expected) {
        Session session = database.open();
        DuckDbSnapshot snapshot = new DuckDbSnapshot(store, expected, session);
        try {
            if (snapshot.begin()) {
                snapshots.add(snapshot);
                if (!closed) {
                    return snapshot;
                }
            }
        } catch (MusterException e) {
            snapshot.close();
            if (closed) {
                return null;
            }
            throw e;
        }
        snapshot.close();
        return null;
    }

    synchronized void closed(DuckDbSnapshot snapshot) {
        snapshots.remove(snapshot);
        notifyAll();
    }

    /** Lets no more snapshots be opened, and ends those that have not ended by themselves after that time. */
    void closeAfter(Duration time) {
        closed = true;
        long end = System.nanoTime() + time.toNanos();
        synchronized (this) {
            try {
                for (long left = time.toMillis(); left > 0 && !snapshots.isEmpty(); ) {
                    wait(left);
                    left = (end - System.nanoTime()) / 1_000_000;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        close();
    }

    /** Ends all snapshots and lets none be opened. */
    void close() {
        closed = true;
        List.copyOf(snapshots).forEach(DuckDbSnapshot::abort);
    }

    void open() {
        closed = false;
    }
}
