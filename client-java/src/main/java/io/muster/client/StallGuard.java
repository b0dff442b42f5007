package io.muster.client;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Closes a stream that has stood still for too long, so that whoever reads it is not left waiting for ever. */
final class StallGuard implements AutoCloseable {
    private final InputStream guarded;
    private final Duration limit;
    private volatile long lastMoved = System.nanoTime();
    private volatile boolean over;

    StallGuard(InputStream guarded, Duration limit) {
        this.guarded = guarded;
        this.limit = limit;
        lookAgainIn(limit.toNanos());
    }

    void moved() {
        lastMoved = System.nanoTime();
    }

    private void lookAgainIn(long nanos) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(this::look);
    }

    private void look() {
        if (over) {
            return;
        }
        long left = limit.toNanos() - (System.nanoTime() - lastMoved);
        if (left > 0) {
            lookAgainIn(left);
            return;
        }
        try {
            guarded.close();
        } catch (IOException e) {
            // The reader hears of it.
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
