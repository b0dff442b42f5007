package io.muster.engine.rows;

/**
 * Reads one format, row by row, in constant memory. A bad row is told to the {@link RejectedRows} it was made with and
 * skipped; only a source that cannot be read at all is an exception. For one thread.
 */
public interface RowReader extends AutoCloseable {

    /**
     * Clears the batch and fills it as far as there are rows.
     *
     * @return false when there are no more rows and the batch is empty
     * @throws io.muster.model.MusterException INVALID_ENCODING, INVALID_CSV, INVALID_PARQUET, TOO_LARGE
     */
    boolean read(RowBatch batch);

    @Override
    void close();
}
