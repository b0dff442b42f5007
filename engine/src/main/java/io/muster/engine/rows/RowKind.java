package io.muster.engine.rows;

/** What a file's rows are. */
public enum RowKind {
    PROFILES,
    EVENTS
}
