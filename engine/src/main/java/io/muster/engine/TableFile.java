package io.muster.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * A table that was written to files and can be read back without loss.
 *
 * @param parts one after the other; packed with gzip or zstd where their names end in {@code .gz} or {@code .zst}. Each has a
 *     header of its own where the dialect has one
 * @param dialect of CSV files; no matter for others
 */
public record TableFile(List<Path> parts, TableFormat format, CsvDialect dialect, List<Column> columns) {

    public TableFile {
        parts = List.copyOf(parts);
        columns = List.copyOf(columns);
    }

    /** A column: its name in the file and what its values are. */
    public record Column(String name, StoredType type) {}
}
