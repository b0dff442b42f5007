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
    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private MessageDigest digest = sha256();
    private long size;
    private boolean kept;

    private PartFile(Path target, Path part) throws IOException {
        this.target = target;
        this.part = part;
        this.channel =
                FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** With what an earlier download of the same export's file to the same place has left. */
    static PartFile open(Path target, String export) throws IOException {
        PartFile file = new PartFile(target, beside(target, export));
        try {
            file.readBack();
            return file;
        } catch (IOException | RuntimeException e) {
            file.channel.close();
            throw e;
        }
    }

    /** With nothing. */
    static PartFile empty(Path target, String export) throws IOException {
        PartFile file = new PartFile(target, beside(target, export));
        file.clear();
        return file;
    }

    /** Whatever a server calls its exports, this is a file beside the target. */
    private static Path beside(Path target, String export) {
        return target.resolveSibling(target.getFileName() + "." + export.replaceAll("[^A-Za-z0-9_-]", "_") + ".part");
    }

    private void readBack() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer)) {
            digest.update(buffer.array(), 0, read);
            size += read;
            buffer.clear();
        }
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
        channel.position(0);
        digest = sha256();
        size = 0;
    }

    /** Has what is there so far outlive this download if it comes to nothing. */
    void keepForLater() {
        kept = true;
    }

    /** Has nothing outlive this download unless it goes well. */
    void forget() {
        kept = false;
    }

    /** The digest of all bytes, in lower-case hex. It can be asked for once. */
    String digest() {
        kept = false;
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

    /** Throws away what is not to be kept. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!kept || size == 0) {
            Files.deleteIfExists(part);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
