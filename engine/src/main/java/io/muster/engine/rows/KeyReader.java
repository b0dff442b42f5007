package io.muster.engine.rows;

/**
 * Reads the keys of profiles out of one column of a file, in constant memory. A row without a usable key is told to the
 * {@link RejectedRows} the reader was made with and skipped. For one thread.
 */
public interface KeyReader extends AutoCloseable {

    /**
     * Moves to the next key; false at the end.
     *
     * @throws io.muster.model.MusterException INVALID_ENCODING, INVALID_CSV, INVALID_MAPPING where the file has none of
     *     the columns asked for
     */
    boolean next();

    /** The present key; not empty. */
    String key();

    /** The line that the present key's row begins on (Parquet: the row), counted from 1. */
    long line();

    /** The column that keys are read from; known once {@link #next} was called. */
    String column();

    @Override
    void close();
}
