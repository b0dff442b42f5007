package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.RowImport.Committed;
import io.muster.engine.rows.RowKind;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
    /** Whether a thread commits what waits, or is about to; guarded by the queue. */
    private boolean led;

    CommitQueue(ProjectStore store) {
        this.store = store;
    }

    /** An import that waits; each has a signal of its own, so that a commit wakes only whom it concerns. */
    private static final class Waiting {
        private final RowKind kind;
        private final List<RowsOfBatch> rows;
        private final Collection<StagedChange> changes;
        private final long size;
        private final Semaphore signal = new Semaphore(0);
        /** Guarded by the queue. */
        private boolean leads;

        private volatile @Nullable Committed committed;
        private volatile @Nullable MusterException failure;

        Waiting(RowKind kind, List<RowsOfBatch> rows, Collection<StagedChange> changes) {
            this.kind = kind;
            this.rows = rows;
            this.changes = changes;
            this.size = rows.stream().mapToLong(RowsOfBatch::size).sum();
        }

        boolean isDone() {
            return committed != null || failure != null;
        }

        void succeed(Committed result) {
            committed = result;
            signal.release();
        }

        void fail(MusterException e) {
            failure = e;
            signal.release();
        }
    }

    /**
     * Returns once the rows are durable; the deadline counts until they are being committed.
     *
     * @param changes what has to be done to the rows; more may come until they are being committed
     */
    Committed commit(RowKind kind, List<RowsOfBatch> rows, Collection<StagedChange> changes, Deadline deadline) {
        Waiting own = new Waiting(kind, rows, changes);
        synchronized (queue) {
            queue.add(own);
            own.leads = !led;
            led = true;
        }
        boolean interrupted = false;
        while (!own.isDone()) {
            if (isLeader(own)) {
                lead();
            } else if (!deadline.isOver() || !withdraw(own)) {
                interrupted |= await(own);
            } else {
                deadline.check();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        MusterException failure = own.failure;
        if (failure != null) {
            throw new MusterException(failure.code(), failure.detail(), failure);
        }
        return Objects.requireNonNull(own.committed);
    }

    private boolean isLeader(Waiting own) {
        synchronized (queue) {
            boolean leads = own.leads;
            own.leads = false;
            return leads;
        }
    }

    /** Commits what waits, and hands on to the next. */
    private void lead() {
        store.lock().lock();
        try {
            commitTogether(take());
            store.checkpointIfLarge();
        } finally {
            store.lock().unlock();
            synchronized (queue) {
                Waiting next = queue.peek();
                led = next != null;
                if (next != null) {
                    next.leads = true;
                    next.signal.release();
                }
            }
        }
    }

    /** Whether the import was taken out before it was being committed. */
    private boolean withdraw(Waiting own) {
        synchronized (queue) {
            return !own.leads && queue.remove(own);
        }
    }

    /**
     * Waits on when interrupted, since the rows may be in a commit already and the caller has to know; tells whether it
     * was.
     */
    private static boolean await(Waiting own) {
        try {
            own.signal.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
            return false;
        } catch (InterruptedException e) {
            return true;
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

    /** What is to be done to the rows of one concerns no other's. */
    private void commitTogether(List<Waiting> group) {
        if (group.size() > 1 && group.stream().anyMatch(one -> !one.changes.isEmpty())) {
            group.forEach(one -> commitTogether(List.of(one)));
            return;
        }
        try {
            commitAsOne(group);
        } catch (MusterException e) {
            if (group.size() == 1) {
                group.getFirst().fail(e);
            } else {
                group.forEach(one -> commitTogether(List.of(one)));
            }
        } catch (RuntimeException e) {
            MusterException failure = new MusterException(ErrorCode.INTERNAL, "The rows could not be stored.", e);
            group.forEach(one -> one.fail(failure));
        }
    }

    private void commitAsOne(List<Waiting> group) {
        RowKind kind = group.getFirst().kind;
        try (Staging staging = new Staging(store.writer(), store.database().sources(), kind, store.index())) {
            for (int i = 0; i < group.size(); i++) {
                int source = i;
                group.get(i).rows.forEach(rows -> staging.add(source, rows));
            }
            Collection<StagedChange> wanted = group.getFirst().changes;
            long cut = wanted.isEmpty() ? 0 : staging.apply(wanted, Deadline.none());
            Changes changes = store.commit(staging, Deadline.none());
            for (int i = 0; i < group.size(); i++) {
                Waiting one = group.get(i);
                long kept = i < changes.kept().size() ? changes.kept().get(i) : 0;
                one.succeed(new Committed(
                        kept, one.size - cut - kept, cut, changes.next().version()));
            }
        }
    }
}
