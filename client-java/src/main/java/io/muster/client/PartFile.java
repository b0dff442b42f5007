package io.muster.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of a download so far, and their digest. */
final class PartFile implements Closeable {
    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private MessageDigest digest = sha256();
    private long size;

    PartFile(Path target) throws IOException {
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    long size() {
        return size;
    }

    void append(byte[] bytes, int length) throws IOException {
        digest.update(bytes, 0, length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        size += length;
    }

    /** Begins again with nothing. */
    void clear() throws IOException {
        channel.truncate(0);
        digest = sha256();
        size = 0;
    }

    /** The digest of all bytes, in lower-case hex. It can be asked for once. */
    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Puts the file where it belongs, in place of what was there. */
    void keep() throws IOException {
        channel.force(true);
        channel.close();
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Throws away what was not kept. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
