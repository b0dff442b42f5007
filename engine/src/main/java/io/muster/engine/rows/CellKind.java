package io.muster.engine.rows;

/** How a cell's value is held. */
public enum CellKind {
    /** The row says nothing about the field. */
    ABSENT,
    /** JSON null: clears an attribute, identity or tags; is kept on an event's property. */
    NULL,
    TEXT,
    /** A whole number that fits 64 bits. */
    LONG,
    /** A number with 1–4 decimals and an absolute value below 10^11, held as that number times 10,000. */
    DECIMAL,
    /** Any other number. */
    DOUBLE,
    BOOLEAN,
    /** A list; each element as its JSON text, so that {@code "5"} and {@code 5} differ. */
    LIST
}
