package io.muster.client;

import java.time.Duration;

/** Waiting, so that tests need not. */
interface Pause {
    Pause REAL = duration -> Thread.sleep(duration.toMillis());

    void sleep(Duration duration) throws InterruptedException;

    /** Waits, and throws a client exception with the thread's flag set if that is interrupted. */
    default void unchecked(Duration duration) {
        try {
            sleep(duration);
        } catch (InterruptedException e) {
            throw MusterConnectionException.interrupted(e);
        }
    }
}
