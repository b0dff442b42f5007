package io.muster.engine.rows;

/** How large a row may be, and how much of a batch's memory rows may take. */
final class RowLimits {

    /** Bytes (CSV: characters) of one row. */
    static final int LENGTH = 1 << 20;

    /** Attributes, properties and identities of one row. */
    static final int FIELDS = 1_000;

    /** Characters of a field's name, dots included. */
    static final int NAME = 200;

    /** Braces and brackets inside each other, the row's own braces included. */
    static final int DEPTH = 20;

    /** Columns that end a batch: each takes memory for all of its rows. Above FIELDS, so that one wide row fits. */
    private static final int BATCH_COLUMNS = FIELDS + 24;

    /** Bytes of rows that end a batch. */
    private static final long BATCH_BYTES = 4 << 20;

    private RowLimits() {}

    /** Whether one more row of any size may be added to a batch that has taken so many bytes of rows. */
    static boolean hasRoom(RowBatch batch, long bytes) {
        return !batch.isFull()
                && bytes < BATCH_BYTES
                && batch.fields().size() + batch.identities().size() <= BATCH_COLUMNS;
    }

    static void checkName(String name) throws RowRefused {
        if (name.isEmpty()) {
            throw new RowRefused(RowError.ROW_WRONG_TYPE, "A field's name is empty; every field needs a name.");
        }
        if (name.length() > NAME) {
            throw new RowRefused(
                    RowError.ROW_TOO_LONG,
                    "The field name " + RowRefused.shown(name) + " has " + name.length()
                            + " characters; names have at most " + NAME + ".");
        }
    }

    static void checkDepth(int depth, String field) throws RowRefused {
        if (depth > DEPTH) {
            throw new RowRefused(
                    RowError.ROW_TOO_LONG,
                    RowRefused.shown(field) + " is nested deeper than " + DEPTH + " levels; flatten it.");
        }
    }
}
