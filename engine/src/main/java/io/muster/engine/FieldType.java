package io.muster.engine;

/** The type of one stored value. A text that reads as an ISO-8601 date or instant counts as {@link #DATE}. */
public enum FieldType {
    TEXT,
    NUMBER,
    BOOLEAN,
    DATE,
    LIST,
    /** Only of columns of exports: objects are stored as the attributes in them. */
    OBJECT,
    NULL
}
