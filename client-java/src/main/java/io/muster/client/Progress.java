package io.muster.client;

/** Told how far something has come. It is called often and from other threads, so it must be quick. */
@FunctionalInterface
public interface Progress {
    /** The total when nobody knows it. */
    long UNKNOWN = -1;

    /** Nobody to tell. */
    Progress NONE = (done, total) -> {};

    /** So much is done, of so much in all or of {@link #UNKNOWN}; bytes of a transfer, rows of an export. */
    void advanced(long done, long total);
}
