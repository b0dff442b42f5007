package io.muster.server.segment.upload;

import io.muster.server.config.MusterProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The files with the rejected rows of uploads, by the upload's id. Thread-safe. */
@Component
class ReasonFiles {

    private final Path directory;

    /** Deletes the files of uploads that a crash cut short: they may speak of somebody, and nobody can ask for them. */
    ReasonFiles(MusterProperties properties, UploadStore uploads) throws IOException {
        this.directory = properties.data().resolve("member-uploads");
        Files.createDirectories(directory);
        Set<Path> known = uploads.withReasons().stream().map(this::file).collect(Collectors.toSet());
        try (Stream<Path> left = Files.list(directory)) {
            left.filter(file -> !known.contains(file)).forEach(ReasonFiles::delete);
        }
    }

    Reasons open(String upload) {
        return new Reasons(file(upload));
    }

    Optional<Path> find(String upload) {
        return Optional.of(file(upload)).filter(Files::exists);
    }

    void delete(String upload) {
        delete(file(upload));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String upload) {
        return directory.resolve(upload + ".ndjson");
    }
}
