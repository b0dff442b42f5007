package io.muster.server.storage;

import io.muster.engine.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/** MD5 and SHA-256 of some bytes, in hexadecimal, and how many there were. */
record Digests(String md5Hex, String sha256Hex, long bytes) {

    private static final int BUFFER = 1 << 17;

    /** Reads the stream to its end. */
    static Digests of(InputStream in, Deadline deadline) throws IOException {
        MessageDigest md5 = DigestUtils.getMd5Digest();
        MessageDigest sha256 = DigestUtils.getSha256Digest();
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            md5.update(buffer, 0, read);
            sha256.update(buffer, 0, read);
            bytes += read;
            deadline.check();
        }
        return new Digests(
                HexFormat.of().formatHex(md5.digest()), HexFormat.of().formatHex(sha256.digest()), bytes);
    }

    byte[] md5() {
        return HexFormat.of().parseHex(md5Hex);
    }

    byte[] sha256() {
        return HexFormat.of().parseHex(sha256Hex);
    }
}
