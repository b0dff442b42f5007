package io.muster.server.rows;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Ids;
import io.muster.server.config.MusterProperties;
import io.muster.server.project.ProjectCleanup;
import io.muster.server.project.Projects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Bodies that have to be read twice or from their end, kept as files for as long as that takes. A project that is deleted
 * takes its own with it. Thread-safe.
 */
@Component
public class Uploads implements ProjectCleanup {
    private final Path directory;
    private final UploadRoom room;
    private final Projects projects;
    private final Ids ids;
    private final Set<OpenUpload> open = ConcurrentHashMap.newKeySet();

    /** Begins with an empty directory: what is there was left by a crash. */
    Uploads(MusterProperties properties, Projects projects, Ids ids) throws IOException {
        this.directory = properties.data().resolve("uploads");
        this.projects = projects;
        this.ids = ids;
        Files.createDirectories(directory);
        FileStore disk = Files.getFileStore(directory);
        this.room = new UploadRoom(properties.upload(), () -> free(disk));
        try (Stream<Path> left = Files.list(directory)) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Reads a body to its end and has something done with the file that it is in, which is there no longer than that.
     *
     * @param alive is told now and then that bytes still come
     * @throws io.muster.model.MusterException TOO_LARGE, STORAGE_FULL; NOT_FOUND where the project is deleted, also
     *     meanwhile
     * @throws io.muster.server.http.ProblemException OVERLOADED where the project has too much of it at once
     */
    public <T> T with(ProjectId project, InputStream body, Runnable alive, Function<Path, T> use) {
        OpenUpload upload = new OpenUpload(project, directory.resolve(ids.next("u")), room.open(project));
        open.add(upload);
        try (upload) {
            // Deleting a project marks it first, and then ends what is open.
            if (projects.find(project).isEmpty()) {
                throw OpenUpload.gone(null);
            }
            upload.fill(body, alive);
            return use.apply(upload.file());
        } catch (IOException | RuntimeException e) {
            throw upload.failure(e);
        } finally {
            open.remove(upload);
        }
    }

    /** Ends the project's open ones: their files go at once, and reading their bodies ends with NOT_FOUND. */
    @Override
    public void clean(ProjectId project) {
        open.stream().filter(upload -> upload.project().equals(project)).forEach(OpenUpload::end);
    }

    private static long free(FileStore disk) {
        try {
            return disk.getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
