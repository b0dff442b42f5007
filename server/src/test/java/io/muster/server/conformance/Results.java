package io.muster.server.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The recorded results: a file for each process that ran tests, a line for each run of a test. Several processes may write
 * at once, each to its own file; a process that ran a test later is believed. Thread-safe.
 */
final class Results {
    private static final Path FOLDER = Path.of("target", "conformance");
    private static final Path OWN =
            FOLDER.resolve(System.currentTimeMillis() + "-" + ProcessHandle.current().pid() + ".tsv");
    private static final List<String> LINES = new ArrayList<>();

    private Results() {}

    /** Keeps one result, so that what is recorded outlives a process that is killed. */
    static synchronized void record(String test, Result result) {
        LINES.add(test + "\t" + result);
        try {
            Files.createDirectories(FOLDER);
            Files.write(OWN, LINES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The result of each test that ran. */
    static Map<String, Result> read() throws IOException {
        Map<String, Result> results = new HashMap<>();
        if (!Files.isDirectory(FOLDER)) {
            return results;
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted(Comparator.comparing(Path::getFileName)).toList()) {
                results.putAll(read(file));
            }
        }
        return results;
    }

    private static Map<String, Result> read(Path file) throws IOException {
        Map<String, Result> results = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int tab = line.indexOf('\t');
            results.merge(line.substring(0, tab), Result.valueOf(line.substring(tab + 1)), Results::worse);
        }
        return results;
    }

    static Result worse(Result one, Result other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
