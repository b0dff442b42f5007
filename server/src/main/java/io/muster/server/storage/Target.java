package io.muster.server.storage;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A place that files are copied to. Close it after use. Thread-safe.
 *
 * <p>Faults that may mend are {@code DESTINATION_UNREACHABLE}, and those that somebody has to mend {@code
 * DESTINATION_REFUSED}; their messages are fit for callers.
 */
public sealed interface Target extends AutoCloseable permits S3Target, SftpTarget, DirectoryTarget {

    /** Where a file of that path would be, as a URL with the place's own scheme, such as {@code s3://bucket/path}. */
    String location(String path);

    /**
     * Copies the file, and proves that what arrived is the same. A file of that path is replaced, but never by half of one.
     *
     * @param path below the place's root, with slashes
     * @param log remembers an upload that is under way
     * @param progress hears of bytes
     */
    Stored put(LocalFile file, String path, UploadLog log, Progress progress, Deadline deadline);

    /** Clears away what an upload left that nobody will finish; does nothing where that is gone. */
    void abandon(String path, UploadLog log);

    /** Writes a small file, reads it back and deletes it. */
    void test();

    /** A URL that lets anybody read the file for a time; empty where the place has no such thing. */
    Optional<URI> sign(String path, Duration time);

    @Override
    void close();
}
