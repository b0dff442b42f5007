package io.muster.engine;

/** A kind of file that an engine writes and reads by itself. */
public enum TableFormat {
    /** Typed columns, compressed inside. */
    PARQUET,
    /** Text in UTF-8, as a {@link CsvDialect} says. */
    CSV,
    /** One JSON object a line, null values written as null. */
    NDJSON,
    /** One JSON array of objects, each on a line of its own, null values written as null. */
    JSON
}
