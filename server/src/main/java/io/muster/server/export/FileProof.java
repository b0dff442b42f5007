package io.muster.server.export;

import io.muster.engine.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file is, told by its bytes.
 *
 * @param sha256 in hexadecimal
 */
record FileProof(long bytes, String sha256) {

    static FileProof of(Path file, Deadline deadline) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[1 << 17];
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                bytes += read;
                deadline.check();
            }
        }
        return new FileProof(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
