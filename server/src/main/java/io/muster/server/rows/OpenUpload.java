package io.muster.server.rows;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One body on the disk. For one thread, but for {@link #end}, which is for any. */
final class OpenUpload implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final ProjectId project;
    private final Path file;
    private final UploadRoom.Share share;
    private @Nullable OutputStream writer;
    private boolean ended;

    OpenUpload(ProjectId project, Path file, UploadRoom.Share share) {
        this.project = project;
        this.file = file;
        this.share = share;
    }

    ProjectId project() {
        return project;
    }

    Path file() {
        return file;
    }

    /** Reads a body to its end; errors as {@link Uploads#with}. */
    void fill(InputStream body, Runnable alive) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = begin()) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                share.take(read);
                out.write(buffer, 0, read);
                alive.run();
            }
        }
    }

    private synchronized OutputStream begin() throws IOException {
        if (ended) {
            throw gone(null);
        }
        OutputStream opened = Files.newOutputStream(file);
        writer = opened;
        return opened;
    }

    /** Takes the file away at once; whoever still writes or reads it fails. */
    synchronized void end() {
        ended = true;
        try {
            if (writer != null) {
                writer.close();
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to throw for what was thrown here. */
    synchronized RuntimeException failure(Exception cause) {
        if (ended) {
            return gone(cause);
        }
        return cause instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) cause;
    }

    static MusterException gone(@Nullable Exception cause) {
        return new MusterException(
                ErrorCode.NOT_FOUND, "The project was deleted while the body came in; nothing of it is kept.", cause);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            share.close();
        }
    }
}
