package io.muster.server.segment.upload;

import io.muster.server.config.MusterProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The files with the rejected rows of uploads, by the upload's id. Thread-safe. */
@Component
class ReasonFiles {

    private final Path directory;

    ReasonFiles(MusterProperties properties) throws IOException {
        this.directory = properties.data().resolve("member-uploads");
        Files.createDirectories(directory);
    }

    Reasons open(String upload) {
        return new Reasons(file(upload));
    }

    Optional<Path> find(String upload) {
        return Optional.of(file(upload)).filter(Files::exists);
    }

    void delete(String upload) {
        try {
            Files.deleteIfExists(file(upload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String upload) {
        return directory.resolve(upload + ".ndjson");
    }
}
