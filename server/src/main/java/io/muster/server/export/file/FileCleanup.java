package io.muster.server.export.file;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.config.MusterProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Deletes from the bucket what nobody wants, and from the disk what is in the bucket too. Thread-safe. */
@Component
public class FileCleanup {

    /** A form that another server is bringing to the bucket is not in the catalogue yet. */
    static final Duration PATIENCE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(FileCleanup.class);
    private static final int PAGE = 200;

    private final StoredFileStore store;
    private final KeptBucket bucket;
    private final Duration localCopy;
    private final Clock clock;

    FileCleanup(StoredFileStore store, KeptBucket bucket, MusterProperties properties, Clock clock) {
        this.store = store;
        this.bucket = bucket;
        this.localCopy = properties.s3().localCopy();
        this.clock = clock;
    }

    /** Deletes what the export has in the bucket; what cannot be reached is left to {@link #sweep}. */
    public void drop(String export) {
        if (bucket.isThere()) {
            store.list(export).forEach(this::remove);
        }
    }

    /** Whether the export has anything in the bucket, or on its way there. */
    public boolean isThere(String export) {
        return bucket.isThere() && !store.list(export).isEmpty();
    }

    /**
     * As {@link #drop}, but for good: nothing of the export may be on its way to the bucket.
     *
     * @throws MusterException where that is not possible now
     */
    public void erase(String export) {
        if (bucket.isThere()) {
            store.list(export).forEach(this::deleteForGood);
        }
    }

    /**
     * Deletes what deleted exports of the project still have in the bucket.
     *
     * @throws MusterException where that is not possible now, or something is on its way there
     */
    public void eraseUnowned(ProjectId project) {
        if (bucket.isThere()) {
            for (StoredFile file : store.listUnowned(project)) {
                if (!delete(file)) {
                    throw new MusterException(
                            ErrorCode.STORAGE_UNAVAILABLE,
                            bucket.get().location(file.key()) + " may still be on its way, and is deleted after that.");
                }
            }
        }
    }

    /** As {@link #drop}, but leaves the files of these names. */
    public void dropAllBut(String export, Set<String> names) {
        if (bucket.isThere()) {
            store.list(export).stream()
                    .filter(file -> !names.contains(file.name()))
                    .forEach(this::remove);
        }
    }

    /**
     * Deletes what the project has in the bucket; nothing of it may be on its way there.
     *
     * @throws MusterException where that is not possible now
     */
    public void dropAll(ProjectId project) {
        if (bucket.isThere()) {
            store.listOf(project).forEach(this::deleteForGood);
        }
    }

    /** Deletes from the bucket what no export owns up to. */
    public void sweep() {
        if (bucket.isThere()) {
            store.listUnowned(PAGE).forEach(this::remove);
            store.listUnknownForms(clock.instant().minus(PATIENCE), PAGE).forEach(this::remove);
        }
    }

    /** Deletes those of the directory's files that are in the bucket and were not read lately. */
    public void trim(Path directory) throws IOException {
        if (!bucket.isThere()) {
            return;
        }
        Instant limit = clock.instant().minus(localCopy);
        for (StoredFile file : store.list(directory.getFileName().toString())) {
            Path path = directory.resolve(file.name());
            if (file.isStored()
                    && Files.exists(path)
                    && Files.getLastModifiedTime(path).toInstant().isBefore(limit)) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Deletes the file from the bucket; leaves it to the next sweep where that does not answer. */
    void remove(StoredFile file) {
        try {
            var _ = delete(file);
        } catch (MusterException e) {
            LOG.warn("{} could not be deleted; it is tried again", bucket.get().location(file.key()), e);
        }
    }

    /**
     * Deletes the file from the bucket. It stays known while it may be on its way there, so that it is deleted once more when it has
     * come; false then.
     */
    private boolean delete(StoredFile file) {
        boolean isHere =
                file.isStored() || file.createdAt().isBefore(clock.instant().minus(PATIENCE));
        bucket.get().delete(file.key(), new FileUploadLog(store, file));
        if (isHere) {
            store.delete(file);
        }
        return isHere;
    }

    private void deleteForGood(StoredFile file) {
        bucket.get().delete(file.key(), new FileUploadLog(store, file));
        store.delete(file);
    }
}
