package io.muster.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * SHA-256 of a secret, in hexadecimal digits. Secrets are random and long, so that a slow hash would protect nothing.
 */
public final class SecretHash {
    /** The hash of nothing that anybody has. */
    static final String NONE = "0".repeat(64);

    private SecretHash() {}

    public static String of(String secret) {
        return DigestUtils.sha256Hex(secret);
    }

    /** Whether two hashes are equal, in the same time whatever the answer. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
