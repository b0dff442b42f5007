package io.muster.engine.rows;

/** What the texts of a column are read as. */
public enum ColumnType {
    TEXT,
    NUMBER,
    /** {@code true} or {@code false} in any case, {@code 1} or {@code 0}. */
    BOOLEAN,
    /** An ISO-8601 date or time, or the given date format; stored as ISO text, a date-time as an instant. */
    DATE,
    /** A JSON array. */
    LIST
}
