package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.RowImport;
import io.muster.engine.rows.RowBatch;
import io.muster.engine.rows.RowKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** An import: its rows wait in memory while they are few, in a temporary table of DuckDB's when they become many. */
final class PendingImport implements RowImport {

    /** Rows that are kept in memory, and staged at once beyond that. */
    private static final int IN_MEMORY = 8 * RowBatch.CAPACITY;

    private final ProjectStore store;
    private final CommitQueue queue;
    private final RowKind kind;
    private final List<RowsOfBatch> waiting = new ArrayList<>();
    private int waitingRows;
    private final Queue<StagedChange> changes = new ConcurrentLinkedQueue<>();
    private @Nullable Session session;
    private @Nullable Staging staging;

    PendingImport(ProjectStore store, CommitQueue queue, RowKind kind) {
        this.store = store;
        this.queue = queue;
        this.kind = kind;
        store.opened(this);
    }

    /** Has something done to the rows that came so far; from any thread. */
    void change(StagedChange change) {
        changes.add(change);
    }

    @Override
    public void add(RowBatch batch) {
        if (batch.kind() != kind) {
            throw new IllegalArgumentException("an import of " + kind + " was given " + batch.kind());
        }
        if (batch.size() == 0) {
            return;
        }
        waiting.add(RowsOfBatch.copyOf(batch));
        waitingRows += batch.size();
        if (waitingRows >= IN_MEMORY) {
            stage(Deadline.none());
        }
    }

    private void stage(Deadline deadline) {
        if (staging == null) {
            session = store.database().open();
            staging = new Staging(session, store.database().sources(), kind, store.index());
        }
        for (RowsOfBatch rows : waiting) {
            staging.add(0, rows);
        }
        staging.spillIfLarge(deadline);
        waiting.clear();
        waitingRows = 0;
    }

    @Override
    public Committed commit(Deadline deadline) {
        if (staging == null) {
            if (waiting.isEmpty()) {
                return new Committed(0, 0, 0, store.state().version());
            }
            return queue.commit(kind, waiting, changes, deadline);
        }
        if (!waiting.isEmpty()) {
            stage(deadline);
        }
        return commitStaged(Objects.requireNonNull(staging), deadline);
    }

    @Override
    public long duplicates(Deadline deadline) {
        if (kind == RowKind.PROFILES || (staging == null && waiting.isEmpty())) {
            return 0;
        }
        stage(deadline);
        store.lock(deadline);
        try {
            return store.duplicates(Objects.requireNonNull(staging), deadline);
        } finally {
            store.lock().unlock();
        }
    }

    private Committed commitStaged(Staging staged, Deadline deadline) {
        store.lock(deadline);
        try {
            long cut = changes.isEmpty() ? 0 : staged.apply(changes, deadline);
            Changes committed = store.commit(staged, deadline);
            long kept = committed.kept().getFirst();
            store.checkpointIfLarge();
            return new Committed(
                    kept, staged.total() - cut - kept, cut, committed.next().version());
        } finally {
            store.lock().unlock();
        }
    }

    @Override
    public void close() {
        store.closed(this);
        if (staging != null) {
            staging.close();
            staging = null;
        }
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
