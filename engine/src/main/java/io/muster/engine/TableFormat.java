package io.muster.engine;

/** A kind of file that an engine writes by itself. */
public enum TableFormat {
    /** Typed columns, compressed inside. */
    PARQUET,
    /** RFC 4180 in UTF-8: a header row, LF, null as nothing, the empty text as {@code ""}. */
    CSV,
    /** One JSON object a line, null values written as null. */
    NDJSON
}
