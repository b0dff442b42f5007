package io.muster.client;

/** A file came whole, but is not what its manifest says. Nothing is left of it on disk. */
public final class MusterDownloadException extends MusterException {
    private static final long serialVersionUID = 1L;

    MusterDownloadException(String message) {
        super(message, null);
    }
}
