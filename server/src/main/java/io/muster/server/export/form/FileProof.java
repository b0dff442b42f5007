package io.muster.server.export.form;

import io.muster.engine.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What a file is, told by its bytes.
 *
 * @param sha256 in hexadecimal
 */
public record FileProof(long bytes, String sha256) {

    private static final int BUFFER = 1 << 17;

    /** Sees the bytes of a file go by. */
    @FunctionalInterface
    public interface Sight {
        void see(byte[] bytes, int length) throws IOException;
    }

    public static FileProof of(Path file, Deadline deadline) throws IOException {
        MessageDigest digest = DigestUtils.getSha256Digest();
        long bytes = read(file, (buffer, length) -> digest.update(buffer, 0, length), deadline);
        return new FileProof(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /** Shows the file's bytes in order, and tells how many there were. */
    public static long read(Path file, Sight sight, Deadline deadline) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sight.see(buffer, read);
                bytes += read;
                deadline.check();
            }
        }
        return bytes;
    }
}
