package io.muster.engine;

import java.nio.file.Path;

/**
 * A file to be written. It grows from its start to its end, so that it can be read while it is being made; one that cannot be
 * finished is deleted. Making it outlive a power cut is the caller's.
 *
 * @param file does not exist yet; its directory does
 * @param dialect of a CSV file; no matter for others
 */
public record TableTarget(Path file, TableFormat format, CsvDialect dialect) {

    /** A file of a format that has no dialects. */
    public static TableTarget of(Path file, TableFormat format) {
        return new TableTarget(file, format, CsvDialect.PLAIN);
    }
}
