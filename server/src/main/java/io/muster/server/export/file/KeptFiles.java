package io.muster.server.export.file;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.config.MusterProperties;
import io.muster.server.config.MusterProperties.Storage;
import io.muster.server.storage.Bucket;
import io.muster.server.storage.LocalFile;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    private static final int PAGE = 200;

    /** A form that another server is bringing to the bucket is not in the catalogue yet. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final StoredFileStore store;
    private final @Nullable Bucket bucket;
    private final boolean keepsInBucket;
    private final Duration localCopy;
    private final Fetching fetching = new Fetching();
    private final Clock clock;

    KeptFiles(StoredFileStore store, MusterProperties properties, Clock clock) {
        this.store = store;
        this.bucket = Buckets.open(properties).orElse(null);
        this.keepsInBucket = properties.storage() == Storage.S3;
        this.localCopy = properties.s3().localCopy();
        this.clock = clock;
    }

    @PreDestroy
    void close() {
        if (bucket != null) {
            bucket.close();
        }
    }

    /** The file that is called so in an export's directory. */
    public KeptFile of(Path path) {
        return new KeptFile(this, path);
    }

    /**
     * Brings an export's files to the bucket, where they are kept there; other files of the export go. What broke off in an
     * earlier run is resumed.
     *
     * @param folder what the names of objects begin with
     * @throws MusterException STORAGE_UNAVAILABLE
     */
    public void keepAll(String project, String folder, List<FileToKeep> files, Deadline deadline) {
        if (!keepsInBucket) {
            return;
        }
        files.forEach(file -> keep(project, folder, file, deadline));
        Set<String> names =
                files.stream().map(file -> file.path().getFileName().toString()).collect(Collectors.toSet());
        files.stream()
                .findFirst()
                .map(file -> export(file.path()))
                .ifPresent(export -> store.list(export).stream()
                        .filter(file -> !names.contains(file.name()))
                        .forEach(this::remove));
    }

    /**
     * Brings one more file to the bucket, where its export's others are.
     *
     * @throws MusterException STORAGE_UNAVAILABLE
     */
    public void keepBeside(FileToKeep file, Deadline deadline) {
        Optional<StoredFile> other = bucket == null
                ? Optional.empty()
                : store.list(export(file.path())).stream()
                        .filter(StoredFile::isStored)
                        .findFirst();
        other.ifPresent(beside -> {
            String folder = beside.key()
                    .substring(0, beside.key().length() - beside.name().length());
            keep(beside.project(), folder, file, deadline);
        });
    }

    private void keep(String project, String folder, FileToKeep file, Deadline deadline) {
        String name = file.path().getFileName().toString();
        StoredFile wanted = new StoredFile(
                export(file.path()),
                name,
                project,
                folder + name,
                file.bytes(),
                file.sha256(),
                null,
                clock.instant(),
                null);
        StoredFile known = store.find(wanted.export(), name).orElse(null);
        if (known != null && !known.isSame(wanted)) {
            bucket().delete(known.key(), new FileUploadLog(store, known));
            store.delete(known);
            known = null;
        }
        if (known == null) {
            store.insert(wanted);
        } else if (known.isStored()) {
            return;
        }
        bring(wanted, file.path(), file.mediaType(), deadline);
    }

    private void bring(StoredFile file, Path path, String mediaType, Deadline deadline) {
        LocalFile local = new LocalFile(path, file.bytes(), file.sha256(), mediaType);
        bucket().put(local, file.key(), new FileUploadLog(store, file), Progress.NONE, deadline);
        store.stored(file, clock.instant());
    }

    /**
     * Goes on with what was being brought to the bucket when the server died or the bucket did not answer.
     *
     * @param directory of an export that has succeeded, and of which nothing is being made
     */
    public void resume(Path directory) {
        if (bucket == null) {
            return;
        }
        for (StoredFile file : store.list(directory.getFileName().toString())) {
            Path path = directory.resolve(file.name());
            if (!file.isStored() && Files.exists(path)) {
                bring(file, path, "application/octet-stream", Deadline.none());
            } else if (!file.isStored()
                    && file.createdAt().isBefore(clock.instant().minus(PATIENCE))) {
                remove(file);
            }
        }
    }

    /** Where the file is in the bucket, as {@code s3://bucket/key}; empty where it is not. */
    public Optional<String> location(Path path) {
        return stored(path).map(file -> bucket().location(file.key()));
    }

    /** A URL with which anybody can read the file from the bucket for a time; empty where it is not there. */
    public Optional<URI> sign(Path path, Duration time, String disposition, String mediaType) {
        return stored(path).map(file -> bucket().sign(file.key(), time, disposition, mediaType));
    }

    /** Deletes what the export has in the bucket; what cannot be reached is left to {@link #sweep}. */
    public void drop(String export) {
        if (bucket != null) {
            store.list(export).forEach(this::remove);
        }
    }

    /** Deletes from the bucket what no export owns up to. */
    public void sweep() {
        if (bucket != null) {
            store.listUnowned(PAGE).forEach(this::remove);
            store.listUnknownForms(clock.instant().minus(PATIENCE), PAGE).forEach(this::remove);
        }
    }

    /** Deletes those of the directory's files that are in the bucket and were not read lately. */
    public void trim(Path directory) throws IOException {
        if (bucket == null) {
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
            return bucket().open(file.key());
        }
    }

    Path local(Path path) throws IOException {
        if (Files.exists(path)) {
            touch(path);
            return path;
        }
        StoredFile file = elsewhere(path, null);
        fetching.fetch(path, file.sha256(), () -> bucket().open(file.key()));
        return path;
    }

    private StoredFile elsewhere(Path path, @Nullable IOException cause) {
        return stored(path)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.GONE, "The files of export \"" + export(path) + "\" are gone.", cause));
    }

    private Optional<StoredFile> stored(Path path) {
        return bucket == null
                ? Optional.empty()
                : store.find(export(path), path.getFileName().toString()).filter(StoredFile::isStored);
    }

    /** Only {@link #trim} asks when a file was last read. */
    private void touch(Path path) throws IOException {
        if (bucket != null) {
            try {
                Files.setLastModifiedTime(path, FileTime.from(clock.instant()));
            } catch (NoSuchFileException e) {
                LOG.debug("{} was deleted just now", path, e);
            }
        }
    }

    private void remove(StoredFile file) {
        try {
            bucket().delete(file.key(), new FileUploadLog(store, file));
            store.delete(file);
        } catch (MusterException e) {
            LOG.warn("{} could not be deleted; it is tried again", bucket().location(file.key()), e);
        }
    }

    private Bucket bucket() {
        if (bucket == null) {
            throw new IllegalStateException("there is no bucket");
        }
        return bucket;
    }

    private static String export(Path path) {
        return path.getName(path.getNameCount() - 2).toString();
    }
}
