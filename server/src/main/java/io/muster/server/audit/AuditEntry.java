package io.muster.server.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * An entry as it is kept and exported.
 *
 * @param entry the JSON that was hashed, byte for byte
 * @param hash SHA-256, in hexadecimal digits, of the hash of the entry before, a line feed and {@code entry}
 */
public record AuditEntry(long seq, @JsonRawValue String entry, String hash) {
    /** What stands for the hash before the first entry. */
    static final String START = "0".repeat(64);

    static String hash(String before, String entry) {
        return DigestUtils.sha256Hex(before + "\n" + entry);
    }
}
