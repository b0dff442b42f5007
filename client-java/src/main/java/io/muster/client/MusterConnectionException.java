package io.muster.client;

/** The server could not be reached, did not answer in time, or broke off; or the thread was interrupted meanwhile. */
public final class MusterConnectionException extends MusterException {
    private static final long serialVersionUID = 1L;

    MusterConnectionException(String message, Throwable cause) {
        super(message, cause);
    }

    static MusterConnectionException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new MusterConnectionException("Interrupted while waiting for the server.", cause);
    }
}
