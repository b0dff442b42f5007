package io.muster.engine;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The time that work may take, and the means to end it sooner. Thread-safe. */
public final class Deadline {

    private final Duration allowed;
    private final List<Runnable> hooks = new ArrayList<>();
    private boolean expired;
    private boolean cancelled;

    private Deadline(Duration allowed) {
        this.allowed = allowed;
    }

    /** Expires after that time; more than 100 years is never. */
    public static Deadline after(Duration allowed) {
        Deadline deadline = new Deadline(allowed);
        if (allowed.compareTo(Duration.ofDays(36_500)) < 0) {
            CompletableFuture.delayedExecutor(allowed.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> deadline.end(false));
        }
        return deadline;
    }

    /** Never expires, but can be cancelled. */
    public static Deadline none() {
        return new Deadline(Duration.ofDays(36_500));
    }

    /** Ends the work now; does nothing the second time. */
    public void cancel() {
        end(true);
    }

    /**
     * Throws when the work has to stop.
     *
     * @throws MusterException DEADLINE_EXCEEDED or CANCELLED
     */
    public synchronized void check() {
        if (cancelled) {
            throw new MusterException(ErrorCode.CANCELLED, "The work was cancelled.");
        }
        if (expired) {
            throw new MusterException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "The work did not finish within " + allowed.toMillis() + " ms and was stopped.");
        }
    }

    /** Whether the work has to stop. */
    public synchronized boolean isOver() {
        return cancelled || expired;
    }

    /** Runs the hook when the work has to stop (at once where it already has), until the registration is closed. */
    public Registration onEnd(Runnable hook) {
        boolean now;
        synchronized (this) {
            now = cancelled || expired;
            if (!now) {
                hooks.add(hook);
            }
        }
        if (now) {
            hook.run();
        }
        return () -> {
            synchronized (this) {
                hooks.remove(hook);
            }
        };
    }

    private void end(boolean byCaller) {
        List<Runnable> toRun;
        synchronized (this) {
            if (cancelled || expired) {
                return;
            }
            cancelled = byCaller;
            expired = !byCaller;
            toRun = List.copyOf(hooks);
            hooks.clear();
        }
        toRun.forEach(Runnable::run);
    }

    /** Undoes {@link #onEnd}. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
