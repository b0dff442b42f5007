package io.muster.server.segment.upload;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.config.MusterProperties;
import io.muster.server.project.Projects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The files with the rejected rows of uploads, by the upload's id. Thread-safe. */
@Component
class ReasonFiles {

    private final Path directory;
    private final Projects projects;
    /** Those of uploads under way. */
    private final Map<Reasons, ProjectId> open = new ConcurrentHashMap<>();

    /** Deletes the files of uploads that a crash cut short: they may speak of somebody, and nobody can ask for them. */
    ReasonFiles(MusterProperties properties, UploadStore uploads, Projects projects) throws IOException {
        this.projects = projects;
        this.directory = properties.data().resolve("member-uploads");
        Files.createDirectories(directory);
        Set<Path> known = uploads.withReasons().stream().map(this::file).collect(Collectors.toSet());
        try (Stream<Path> left = Files.list(directory)) {
            left.filter(file -> !known.contains(file)).forEach(ReasonFiles::delete);
        }
    }

    /**
     * The reasons of an upload that begins, until they are {@link #over}.
     *
     * @throws MusterException NOT_FOUND where the project is deleted
     */
    Reasons open(ProjectId project, String upload) {
        Reasons reasons = new Reasons(file(upload));
        open.put(reasons, project);
        // Deleting a project marks it first, and then ends what is open.
        if (projects.find(project).isEmpty()) {
            over(reasons);
            throw gone(null);
        }
        return reasons;
    }

    void over(Reasons reasons) {
        open.remove(reasons);
    }

    /** Takes away what there is of the project's uploads under way, and keeps them from writing more. */
    void end(ProjectId project) {
        open.forEach((reasons, of) -> {
            if (of.equals(project)) {
                reasons.end();
            }
        });
    }

    static MusterException gone(@Nullable Exception cause) {
        return new MusterException(
                ErrorCode.NOT_FOUND,
                "The project was deleted while the upload was read; nothing of it is kept.",
                cause);
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
