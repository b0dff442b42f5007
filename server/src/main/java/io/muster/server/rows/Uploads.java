package io.muster.server.rows;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Ids;
import io.muster.server.config.MusterProperties;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Bodies that have to be read twice or from their end, kept as files for as long as that takes. Thread-safe. */
@Component
public class Uploads {
    private static final int BUFFER = 1 << 16;

    private final Path directory;
    private final UploadRoom room;
    private final Ids ids;

    /** Begins with an empty directory: what is there was left by a crash. */
    Uploads(MusterProperties properties, Ids ids) throws IOException {
        this.directory = properties.data().resolve("uploads");
        this.ids = ids;
        Files.createDirectories(directory);
        FileStore disk = Files.getFileStore(directory);
        this.room = new UploadRoom(properties.upload(), () -> free(disk));
        try (Stream<Path> left = Files.list(directory)) {
            left.forEach(Uploads::delete);
        }
    }

    /** An upload; closing it deletes the file. */
    public static final class Upload implements AutoCloseable {
        private final Path file;
        private final UploadRoom.Share share;

        private Upload(Path file, UploadRoom.Share share) {
            this.file = file;
            this.share = share;
        }

        public Path file() {
            return file;
        }

        @Override
        public void close() {
            delete(file);
            share.close();
        }
    }

    /**
     * Reads a body to its end.
     *
     * @param alive is told now and then that bytes still come
     * @throws io.muster.model.MusterException TOO_LARGE, STORAGE_FULL
     * @throws io.muster.server.http.ProblemException OVERLOADED where the project has too much of it at once
     */
    public Upload keep(ProjectId project, InputStream body, Runnable alive) {
        Upload upload = new Upload(directory.resolve(ids.next("u")), room.open(project));
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(upload.file)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                upload.share.take(read);
                out.write(buffer, 0, read);
                alive.run();
            }
            return upload;
        } catch (IOException e) {
            upload.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            upload.close();
            throw e;
        }
    }

    private static long free(FileStore disk) {
        try {
            return disk.getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
