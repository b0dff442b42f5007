package io.muster.server.limit;

import io.muster.model.ProjectId;
import io.muster.server.config.MusterProperties;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Measures how much room a project's rows take: its file and the file's log. Thread-safe. */
@Component
class StorageMeter {
    private final Path directory;

    StorageMeter(MusterProperties properties) {
        this.directory = properties.data().resolve("projects");
    }

    /** Bytes on the disk; 0 where nothing is kept. */
    long bytes(ProjectId project) {
        return Stream.of(".duckdb", ".duckdb.wal")
                .mapToLong(ending ->
                        directory.resolve(project.value() + ending).toFile().length())
                .sum();
    }
}
