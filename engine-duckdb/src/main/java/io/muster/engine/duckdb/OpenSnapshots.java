package io.muster.engine.duckdb;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** The snapshots of a project that are open, which hold its file. Thread-safe. */
final class OpenSnapshots {

    private final Database database;
    private final Set<DuckDbSnapshot> snapshots = ConcurrentHashMap.newKeySet();
    /** Shared by those that begin to read the file, so that none does once they are closed. */
    private final ReadWriteLock opening = new ReentrantReadWriteLock();

    private volatile boolean closed;

    OpenSnapshots(Database database) {
        this.database = database;
    }

    /** Null where a commit came between, or snapshots are being closed; ask again. */
    @Nullable
    DuckDbSnapshot tryOpen(ProjectStore store) {
        opening.readLock().lock();
        try {
            return closed ? null : open(store);
        } finally {
            opening.readLock().unlock();
        }
    }

    private @Nullable DuckDbSnapshot open(ProjectStore store) {
        State expected = store.state();
        DuckDbSnapshot snapshot = new DuckDbSnapshot(store, expected, database.open());
        boolean begun = false;
        try {
            begun = snapshot.begin();
            if (begun) {
                snapshots.add(snapshot);
                return snapshot;
            }
            return null;
        } finally {
            if (!begun) {
                snapshot.close();
            }
        }
    }

    synchronized void closed(DuckDbSnapshot snapshot) {
        snapshots.remove(snapshot);
        notifyAll();
    }

    /** Lets no more snapshots be opened, and ends those that have not ended by themselves after that time. */
    void closeAfter(Duration time) {
        letNoneBegin();
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
        letNoneBegin();
        List.copyOf(snapshots).forEach(DuckDbSnapshot::abort);
    }

    private void letNoneBegin() {
        opening.writeLock().lock();
        try {
            closed = true;
        } finally {
            opening.writeLock().unlock();
        }
    }

    /** Lets snapshots be opened, of the file that is open now. */
    void open() {
        closed = false;
    }
}
