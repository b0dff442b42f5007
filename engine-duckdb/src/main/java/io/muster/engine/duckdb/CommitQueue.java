package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.RowImport.Committed;
import io.muster.engine.rows.RowKind;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Commits small imports that are ready at the same time as one transaction: one of the threads commits all
 * that wait, the others wait for it. Where the common transaction fails, each is tried on its own, so that one bad import fails alone.
 * Thread-safe.
 */
final class CommitQueue {

    /** Rows that are committed together at most. */
    private static final int MAX_ROWS = 1 << 17;

    /** How often waiting threads look at their deadlines. */
    private static final long POLL_MILLIS = 50;

    private final ProjectStore store;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    /** Whether a thread is committing what waits; guarded by the queue. */
    private boolean led;

    CommitQueue(ProjectStore store) {
        this.store = store;
    }

    private static final class Waiting {
        private final RowKind kind;
        private final List<RowsOfBatch> rows;
        private final long size;
        private @Nullable Committed committed;
        private @Nullable MusterException failure;
        private boolean interrupted;

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
        while (isToLead(own, deadline)) {
            store.lock().lock();
            try {
                commitTogether(take());
                store.checkpointIfLarge();
            } finally {
                store.lock().unlock();
                synchronized (queue) {
                    led = false;
                    queue.notifyAll();
                }
            }
        }
        if (own.failure != null) {
            throw new MusterException(own.failure.code(), own.failure.detail(), own.failure);
        }
        return Objects.requireNonNull(own.committed);
    }

    /** Waits until the rows are committed, or until it is this thread's turn to commit what waits. */
    private boolean isToLead(Waiting own, Deadline deadline) {
        synchronized (queue) {
            while (own.committed == null && own.failure == null) {
                if (!led) {
                    led = true;
                    return true;
                }
                if (deadline.isOver() && queue.remove(own)) {
                    deadline.check();
                }
                await(own);
            }
        }
        if (own.interrupted) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Goes on waiting when interrupted: the rows may be in a commit already, and the caller has to know. */
    private void await(Waiting own) {
        try {
            queue.wait(POLL_MILLIS);
        } catch (InterruptedException e) {
            own.interrupted = true;
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
                    ErrorCode.INTERNAL, "The rows could not be stored.", e);
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
