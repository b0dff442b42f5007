package io.muster.server.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has results stored while more are computed: all that wait at the same time together, and none waits for the next to be
 * computed, which may take long. For one thread to add; a thread of its own stores. Closing waits until all are stored.
 */
final class ResultQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResultQueue.class);

    /** Whoever computes faster than is stored has to wait, so that memory is bounded. */
    private static final int MOST = 64;

    private final Consumer<List<Computed>> store;
    private final List<Computed> waiting = new ArrayList<>();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;
    private boolean ended;

    /** @param store is given one or more, in the order that they were added, one call at a time */
    ResultQueue(Consumer<List<Computed>> store) {
        this.store = store;
        Thread.ofVirtual().name("segment-store").start(this::storeAll);
    }

    /** Waits where too many wait already. */
    void add(Computed computed) {
        lock.lock();
        try {
            while (waiting.size() >= MOST) {
                changed.awaitUninterruptibly();
            }
            waiting.add(computed);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            while (!ended) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void storeAll() {
        try {
            for (List<Computed> next = take(); !next.isEmpty(); next = take()) {
                storeLogging(next);
            }
        } finally {
            end();
        }
    }

    private void storeLogging(List<Computed> computed) {
        try {
            store.accept(computed);
        } catch (RuntimeException e) {
            LOG.warn("{} results could not be stored; their segments are computed again", computed.size(), e);
        }
    }

    /** All that wait; none only when there will be no more. */
    private List<Computed> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            List<Computed> taken = List.copyOf(waiting);
            waiting.clear();
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
