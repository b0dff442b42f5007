package io.muster.server.export.file;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that is in the bucket, or is to be: written down before anything is sent, so that nothing there is ever unknown.
 *
 * @param export whose it is
 * @param name what it is called beside the export's other files
 * @param sha256 in hexadecimal
 * @param upload that is under way; null for none
 * @param storedAt when it was all there, and proven; null until then
 */
record StoredFile(
        String export,
        String name,
        String project,
        String key,
        long bytes,
        String sha256,
        @Nullable String upload,
        Instant createdAt,
        @Nullable Instant storedAt) {

    boolean isStored() {
        return storedAt != null;
    }

    /** Whether it is the same file at the same place. */
    boolean isSame(StoredFile other) {
        return key.equals(other.key) && bytes == other.bytes && sha256.equals(other.sha256);
    }

    /** The id of the export whose directory the file is in. */
    static String exportOf(Path path) {
        return path.getName(path.getNameCount() - 2).toString();
    }
}
