package io.muster.engine.sql;

/**
 * What a column holds of the values under one name. A value lies in exactly one of the columns from {@link #TEXT} to
 * {@link #NULL}, and is null in all others; {@link #INSTANT} and {@link #DAY} repeat what a TEXT says as a date.
 */
public enum StorageKind {
    /** VARCHAR. */
    TEXT,
    /** BIGINT; a whole number may lie in {@link #DECIMAL} instead, where it fits. */
    LONG,
    /** DECIMAL(18,4). */
    DECIMAL,
    /** DOUBLE; never a number that LONG or DECIMAL can hold exactly as it was given. */
    DOUBLE,
    /** BOOLEAN. */
    BOOLEAN,
    /** VARCHAR[], the elements as JSON texts. */
    LIST,
    /** BOOLEAN, true for a JSON null; properties of events only. */
    NULL,
    /** BIGINT, epoch milliseconds, where the text reads as an ISO date-time. */
    INSTANT,
    /** INTEGER, epoch day, where the text reads as an ISO date. */
    DAY
}
