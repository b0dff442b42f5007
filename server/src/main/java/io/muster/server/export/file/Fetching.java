package io.muster.server.export.file;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.codec.digest.DigestUtils;

/** Brings files back from the bucket, each once however many ask. Thread-safe. */
final class Fetching {

    private final Map<Path, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Set<Path> unfinished = ConcurrentHashMap.newKeySet();

    /** Opens a file's bytes in the bucket. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * Puts the file where it belongs once its SHA-256 is the one that is known; does nothing where it is there already.
     *
     * @throws MusterException STORAGE_UNAVAILABLE where the bucket gives other bytes
     */
    void fetch(Path path, String sha256, Source source) throws IOException {
        ReentrantLock lock = locks.computeIfAbsent(path, it -> new ReentrantLock());
        lock.lock();
        try {
            if (!Files.exists(path)) {
                copy(path, sha256, source);
            }
        } finally {
            locks.remove(path, lock);
            lock.unlock();
        }
    }

    /** What files are called until they are whole. */
    Set<Path> unfinished() {
        return Set.copyOf(unfinished);
    }

    private void copy(Path path, String sha256, Source source) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID());
        unfinished.add(part);
        try {
            Files.createDirectories(path.getParent());
            copy(path, part, sha256, source);
        } finally {
            Files.deleteIfExists(part);
            unfinished.remove(part);
        }
    }

    private static void copy(Path path, Path part, String sha256, Source source) throws IOException {
        MessageDigest digest = DigestUtils.getSha256Digest();
        try (InputStream in = source.open();
                OutputStream out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
            in.transferTo(out);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new MusterException(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    "The store gave back other bytes for " + path.getFileName() + " than were put there.");
        }
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
