package io.muster.engine;

import io.muster.engine.rows.RowBatch;

/** Rows on their way in: invisible until {@link #commit}; closing without it leaves nothing. For one thread. */
public interface RowImport extends AutoCloseable {

    /** Takes the rows; the batch may be cleared and used again afterwards. */
    void add(RowBatch batch);

    /** Makes all rows visible and durable at once. Once only. */
    Committed commit(Deadline deadline);

    /** How many of the rows {@link #commit} would drop as duplicates. Instead of it, and keeps nothing. */
    long duplicates(Deadline deadline);

    @Override
    void close();

    /**
     * @param rows rows that are new: events without duplicates, profile rows merged
     * @param duplicates events dropped because one with the same id and time was there
     * @param erased rows dropped because their profile was erased while they were on their way
     * @param dataVersion the version that has them; unchanged where there was nothing to commit
     */
    record Committed(long rows, long duplicates, long erased, long dataVersion) {}
}
