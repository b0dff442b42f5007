package io.muster.engine.duckdb;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file that DuckDB's driver unpacks its native library to. The driver removes it at a clean end only, so every
 * killed process would leave 70 MB behind; Linux lets a file go as soon as it is loaded. Elsewhere nothing is done.
 */
final class UnpackedLibrary {

    private static final Logger LOG = System.getLogger(UnpackedLibrary.class.getName());
    private static final Path MAPPED_FILES = Path.of("/proc/self/maps");
    private static final Pattern UNPACKED = Pattern.compile("(/\\S.*/libduckdb_java\\d+\\.so)$");

    private UnpackedLibrary() {}

    /** Removes this process's file, which stays usable by it. */
    static void remove() {
        if (!Files.isReadable(MAPPED_FILES)) {
            return;
        }
        try (Stream<String> lines = Files.lines(MAPPED_FILES)) {
            for (Path file : files(lines)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "DuckDB's unpacked library stays in the temporary directory.", e);
        }
    }

    private static Set<Path> files(Stream<String> lines) {
        return lines.map(UNPACKED::matcher)
                .filter(Matcher::find)
                .map(found -> Path.of(found.group(1)))
                .collect(Collectors.toSet());
    }
}
