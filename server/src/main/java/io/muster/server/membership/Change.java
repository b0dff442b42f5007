package io.muster.server.membership;

/** What happened to a profile in a segment. */
public enum Change {
    ENTERED,
    EXITED
}
