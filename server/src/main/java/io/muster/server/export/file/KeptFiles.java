package io.muster.server.export.file;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The files of finished exports. They are made in a directory for each export, and stay there or, where {@code
 * muster.storage} is {@code s3}, are brought to a bucket; then the directory holds what was read lately. Thread-safe.
 */
@Component
public class KeptFiles {

    private static final Logger LOG = LoggerFactory.getLogger(KeptFiles.class);

    private final StoredFileStore store;
    private final KeptBucket bucket;
    private final Fetching fetching = new Fetching();
    private final Clock clock;

    KeptFiles(StoredFileStore store, KeptBucket bucket, Clock clock) {
        this.store = store;
        this.bucket = bucket;
        this.clock = clock;
    }

    /** The file that is called so in an export's directory. */
    public KeptFile of(Path path) {
        return new KeptFile(this, path);
    }

    /** Where the file is in the bucket, as {@code s3://bucket/key}; empty where it is not. */
    public Optional<String> location(Path path) {
        return stored(path).map(file -> bucket.get().location(file.key()));
    }

    /** A URL with which anybody can read the file from the bucket for a time; empty where it is not there. */
    public Optional<URI> sign(Path path, Duration time, String disposition, String mediaType) {
        return stored(path).map(file -> bucket.get().sign(file.key(), time, disposition, mediaType));
    }

    /** Files that are just being fetched, under the names that they have until they are there. */
    public Set<Path> fetching() {
        return fetching.unfinished();
    }

    boolean isThere(Path path) {
        return Files.exists(path) || stored(path).isPresent();
    }

    long bytes(Path path) throws IOException {
        try {
            return Files.size(path);
        } catch (NoSuchFileException e) {
            return elsewhere(path, e).bytes();
        }
    }

    InputStream open(Path path) throws IOException {
        try {
            InputStream in = Files.newInputStream(path);
            touch(path);
            return in;
        } catch (NoSuchFileException e) {
            StoredFile file = elsewhere(path, e);
            return unlessGone(path, () -> bucket.get().open(file.key()));
        }
    }

    Path local(Path path) throws IOException {
        if (Files.exists(path)) {
            touch(path);
            return path;
        }
        StoredFile file = elsewhere(path, null);
        return unlessGone(path, () -> {
            fetching.fetch(path, file.sha256(), () -> bucket.get().open(file.key()));
            return path;
        });
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    /** What fails because the file was deleted meanwhile fails with that. */
    private <T> T unlessGone(Path path, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IOException | RuntimeException e) {
            elsewhere(path, e);
            throw e;
        }
    }

    private StoredFile elsewhere(Path path, @Nullable Exception cause) {
        return stored(path)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.GONE, "The files of export \"" + StoredFile.exportOf(path) + "\" are gone.", cause));
    }

    private Optional<StoredFile> stored(Path path) {
        return !bucket.isThere()
                ? Optional.empty()
                : store.find(StoredFile.exportOf(path), path.getFileName().toString())
                        .filter(StoredFile::isStored);
    }

    /** Only {@link FileCleanup#trim} asks when a file was last read. */
    private void touch(Path path) throws IOException {
        if (bucket.isThere()) {
            try {
                Files.setLastModifiedTime(path, FileTime.from(clock.instant()));
            } catch (NoSuchFileException e) {
                LOG.debug("{} was deleted just now", path, e);
            }
        }
    }
}
