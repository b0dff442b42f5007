package io.muster.engine.duckdb;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the embedded engine is set up. DuckDB may touch the directories named here and no other file.
 *
 * @param directory where projects are kept, one file each
 * @param temp where sorts and joins that exceed the memory limit go; what a crash left there is deleted at the start
 * @param memoryLimit what DuckDB may use, such as {@code 4GB}; by default a quarter of the machine's memory
 * @param threads that work on queries; by default the number of processors
 * @param compactAtRows events that have to arrive before they are sorted
 * @param exportDirectories where snapshots are written and uploaded files are read
 */
public record DuckDbSettings(
        Path directory,
        Path temp,
        Optional<String> memoryLimit,
        int threads,
        long compactAtRows,
        List<Path> exportDirectories) {

    /** Events that have to arrive before they are sorted, where nothing else is said. */
    public static final long COMPACT_AT_ROWS = 1_000_000;

    public DuckDbSettings {
        directory = directory.toAbsolutePath().normalize();
        temp = temp.toAbsolutePath().normalize();
        exportDirectories = exportDirectories.stream()
                .map(path -> path.toAbsolutePath().normalize())
                .toList();
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + "; at least 1 is needed");
        }
        if (compactAtRows < 1) {
            throw new IllegalArgumentException("compactAtRows is " + compactAtRows + "; at least 1 is needed");
        }
    }

    /** The defaults: projects in {@code directory}, temporary files below it, exports in {@code exports}. */
    public static DuckDbSettings of(Path directory, Path exports) {
        return new DuckDbSettings(
                directory,
                directory.resolve("temp"),
                Optional.empty(),
                Runtime.getRuntime().availableProcessors(),
                COMPACT_AT_ROWS,
                List.of(exports));
    }
}
