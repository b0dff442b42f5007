package io.muster.server.export.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A file of a finished export: in the export's directory, or in the bucket, or in both. Thread-safe.
 *
 * @param path where it is or would be in the export's directory
 */
public record KeptFile(KeptFiles files, Path path) {

    public String name() {
        return path.getFileName().toString();
    }

    public boolean isThere() {
        return files.isThere(path);
    }

    /**
     * How long it is.
     *
     * @throws io.muster.model.MusterException GONE where it is not there
     */
    public long bytes() throws IOException {
        return files.bytes(path);
    }

    /**
     * Its bytes from the start; skipping is cheap. The caller closes it.
     *
     * @throws io.muster.model.MusterException GONE where it is not there
     */
    public InputStream open() throws IOException {
        return files.open(path);
    }

    /**
     * Its path, once it is in the directory; fetches it where it is not. It stays there for a while.
     *
     * @throws io.muster.model.MusterException GONE where it is not there, STORAGE_UNAVAILABLE
     */
    public Path local() throws IOException {
        return files.local(path);
    }
}
