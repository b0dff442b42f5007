package io.muster.engine;

/** The type of one stored value. A text that reads as an ISO-8601 date or instant counts as {@link #DATE}. */
public enum FieldType {
    TEXT,
    NUMBER,
    BOOLEAN,
    DATE,
    LIST,
    NULL
}
