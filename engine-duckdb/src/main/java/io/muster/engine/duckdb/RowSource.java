package io.muster.engine.duckdb;

import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;

/** Rows in Java's memory that a statement reads as a table, by way of {@link RowSources}. */
interface RowSource {

    /** Its columns, none of them a DECIMAL or LIST. */
    List<Column> columns();

    /** Starts at the first row. */
    Cursor open();

    /** A column. */
    record Column(String name, DuckDBColumnType type) {}

    /** Reads once from first to last; used by one thread at a time. */
    interface Cursor {
        /** Writes the next rows, at most as many as the chunk holds, and tells how many; 0 at the end. */
        int fill(DuckDBDataChunkWriter chunk) throws java.sql.SQLException;
    }
}
