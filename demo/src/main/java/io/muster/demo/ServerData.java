package io.muster.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the demo's server keeps its data and its log. */
record ServerData(Path directory, boolean kept) {

    /** That directory, which is then kept; or a temporary one, kept only if asked for. */
    static ServerData in(@Nullable Path directory, boolean keep) throws IOException {
        if (directory == null) {
            return new ServerData(Files.createTempDirectory("muster-demo-"), keep);
        }
        Path made = Files.createDirectories(directory.toAbsolutePath());
        try (Stream<Path> files = Files.list(made)) {
            if (files.findAny().isPresent()) {
                throw new IOException(made + " is not empty; the demo wants a new directory.");
            }
        }
        return new ServerData(made, true);
    }

    Path log() {
        return directory.resolve("server.log");
    }

    /** Deletes what is not kept. */
    void release() {
        if (kept || !Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
