package io.muster.server.export.file;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import io.muster.model.MusterException;
import io.muster.server.storage.LocalFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Brings the files of exports to the bucket, where they are kept there. Thread-safe. */
@Component
public class FileKeeping {

    private final StoredFileStore store;
    private final KeptBucket bucket;
    private final FileCleanup cleanup;
    private final Clock clock;

    FileKeeping(StoredFileStore store, KeptBucket bucket, FileCleanup cleanup, Clock clock) {
        this.store = store;
        this.bucket = bucket;
        this.cleanup = cleanup;
        this.clock = clock;
    }

    /**
     * Brings an export's files to the bucket, where they are kept there; other files of the export go. What broke off in an
     * earlier run is resumed.
     *
     * @param folder what the names of objects begin with
     * @throws MusterException STORAGE_UNAVAILABLE
     */
    public void keepAll(String project, String folder, List<FileToKeep> files, Deadline deadline) {
        if (!bucket.takesFiles()) {
            return;
        }
        files.forEach(file -> keep(project, folder, file, deadline));
        Set<String> names =
                files.stream().map(file -> file.path().getFileName().toString()).collect(Collectors.toSet());
        files.stream()
                .findFirst()
                .map(file -> StoredFile.exportOf(file.path()))
                .ifPresent(export -> store.list(export).stream()
                        .filter(file -> !names.contains(file.name()))
                        .forEach(cleanup::remove));
    }

    /**
     * Brings one more file to the bucket, where its export's others are.
     *
     * @throws MusterException STORAGE_UNAVAILABLE
     */
    public void keepBeside(FileToKeep file, Deadline deadline) {
        Optional<StoredFile> other = !bucket.isThere()
                ? Optional.empty()
                : store.list(StoredFile.exportOf(file.path())).stream()
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
                StoredFile.exportOf(file.path()),
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
            bucket.get().delete(known.key(), new FileUploadLog(store, known));
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
        bucket.get().put(local, file.key(), new FileUploadLog(store, file), Progress.NONE, deadline);
        store.stored(file, clock.instant());
    }

    /**
     * Goes on with what was being brought to the bucket when the server died or the bucket did not answer.
     *
     * @param directory of an export that has succeeded, and of which nothing is being made
     */
    public void resume(Path directory, Deadline deadline) {
        if (!bucket.isThere()) {
            return;
        }
        for (StoredFile file : store.list(directory.getFileName().toString())) {
            Path path = directory.resolve(file.name());
            if (!file.isStored() && Files.exists(path)) {
                bring(file, path, "application/octet-stream", deadline);
            } else if (!file.isStored()
                    && file.createdAt().isBefore(clock.instant().minus(FileCleanup.PATIENCE))) {
                cleanup.remove(file);
            }
        }
    }
}
