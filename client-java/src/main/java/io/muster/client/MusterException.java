package io.muster.client;

import org.jspecify.annotations.Nullable;

/** A call that did not do what it was asked to. */
public abstract sealed class MusterException extends RuntimeException
        permits MusterApiException, MusterConnectionException, MusterDownloadException, WorkFailedException {
    private static final long serialVersionUID = 1L;

    MusterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
