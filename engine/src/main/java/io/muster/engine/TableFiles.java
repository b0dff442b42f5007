package io.muster.engine;

import java.util.List;

/** Reads, converts and compares the files that an engine has written. Thread-safe. */
public interface TableFiles {

    /** The name of the column that {@link #compare} adds. */
    String CHANGE = "change";

    /**
     * Writes the rows of a table to another file, in their order. CSV files are unguarded when read and guarded when written,
     * as their dialects say.
     *
     * @param total the rows there are, for the progress
     * @return how many were written
     */
    long convert(TableFile source, TableTarget target, long total, Progress progress, Deadline deadline);

    /** Opens a table's rows, in their order, for one thread. The caller closes it. */
    TableReader read(TableFile source);

    /** The characters of the longest text in each column; 0 for columns of other types. */
    List<Long> longestTexts(TableFile source, Deadline deadline);

    /**
     * Writes what differs between two tables with the same columns: rows of the newer one that the older one has not or has
     * otherwise, and those of the older one that the newer one has not, by key; each after a column {@code change} that says
     * {@code added}, {@code changed} or {@code removed}.
     *
     * @param older has no column {@link #CHANGE}, whatever its case
     * @param key the name of a column whose texts are different in every row
     */
    Compared compare(
            TableFile older, TableFile newer, String key, TableTarget target, Progress progress, Deadline deadline);

    /** What was written, and how it is read. */
    record Compared(Changes changes, TableFile file) {}

    /** How many rows of each kind were written, and how many different keys they have. */
    record Changes(long added, long changed, long removed, long distinct) {
        public long rows() {
            return added + changed + removed;
        }
    }
}
