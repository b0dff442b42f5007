package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.RowImport.Committed;
import io.muster.engine.rows.RowKind;
import io.muster.model.MusterException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Commits small imports that are ready at the same time as one transaction: whoever gets the project's lock takes all
 * that wait. Where the common transaction fails, each is tried on its own, so that one bad import fails alone.
 * Thread-safe.
 */
final class CommitQueue {

    /** Rows that are committed together at most. */
    private static final int MAX_ROWS = 1 << 17;

    private final ProjectStore store;
    private final Deque<Waiting> queue = new ArrayDeque<>();

    CommitQueue(ProjectStore store) {
        this.store = store;
    }

    private static final class Waiting {
        private final RowKind kind;
        private final List<RowsOfBatch> rows;
        private final long size;
        private @Nullable Committed committed;
        private @Nullable MusterException failure;

        Waiting(RowKind kind, List<RowsOfBatch> rows) {
            this.kind = kind;
            this.rows = rows;
            this.size = rows.stream().mapToLong(RowsOfBatch::size).sum();
        }
    }

    /** Returns once the rows are durable; the deadline counts until they are being committed. */
    Committed commit(RowKind kind, List<RowsOfBatch> rows, Deadline deadline) {
        Waiting own = new Waiting(kind, rows);
        synchronized (queue) {
            queue.add(own);
        }
        while (own.committed == null && own.failure == null) {
            awaitLock(own, deadline);
            try {
                if (own.committed == null && own.failure == null) {
                    commitTogether(take());
                    store.checkpointIfLarge();
                }
            } finally {
                store.lock().unlock();
            }
        }
        if (own.failure != null) {
            throw new MusterException(own.failure.code(), own.failure.detail(), own.failure);
        }
        return java.util.Objects.requireNonNull(own.committed);
    }

    private void awaitLock(Waiting own, Deadline deadline) {
        try {
            while (!store.lock().tryLock(20, TimeUnit.MILLISECONDS)) {
                if (deadline.isOver() && withdraw(own)) {
                    deadline.check();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            store.lock().lock();
        }
    }

    private boolean withdraw(Waiting own) {
        synchronized (queue) {
            return queue.remove(own);
        }
    }

    /** The longest-waiting ones, all of one kind. */
    private List<Waiting> take() {
        List<Waiting> taken = new ArrayList<>();
        long rows = 0;
        synchronized (queue) {
            while (!queue.isEmpty()) {
                Waiting next = queue.peek();
                if (!taken.isEmpty() && (next.kind != taken.getFirst().kind || rows + next.size > MAX_ROWS)) {
                    break;
                }
                taken.add(queue.remove());
                rows += next.size;
            }
        }
        return taken;
    }

    private void commitTogether(List<Waiting> group) {
        try {
            commitAsOne(group);
        } catch (MusterException e) {
            if (group.size() == 1) {
                group.getFirst().failure = e;
            } else {
                group.forEach(one -> commitTogether(List.of(one)));
            }
        } catch (RuntimeException e) {
            MusterException failure = new MusterException(
                    io.muster.model.ErrorCode.INTERNAL, "The rows could not be stored.", e);
            group.forEach(one -> one.failure = failure);
        }
    }

    private void commitAsOne(List<Waiting> group) {
        State state = store.state();
        RowKind kind = group.getFirst().kind;
        try (Staging staging = new Staging(store.writer(), store.database().sources(), kind, store.index())) {
            for (int i = 0; i < group.size(); i++) {
                int source = i;
                group.get(i).rows.forEach(rows -> staging.add(source, rows));
            }
            Changes changes = store.commit(staging, Deadline.none());
            for (int i = 0; i < group.size(); i++) {
                Waiting one = group.get(i);
                long kept = i < changes.kept().size() ? changes.kept().get(i) : 0;
                long version = kept == 0 ? state.version() : changes.next().version();
                one.committed = new Committed(kept, one.size - kept, version);
            }
        }
    }
}
