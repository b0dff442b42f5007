package io.muster.server.storage;

import java.util.Locale;

/**
 * A file that has arrived.
 *
 * @param location as a URL of the place's own scheme
 * @param proof how it is known that it is the same
 */
public record Stored(String location, long bytes, String sha256, Proof proof) {

    /** How a copy was proven; the lower-case name is the stable one. Its length agrees in any case. */
    public enum Proof {
        /** The place's own checksum of the whole agrees with ours. */
        CHECKSUM,
        /** The place's MD5 (its ETag) agrees with ours. */
        ETAG,
        /** It was read back, and its SHA-256 agrees. */
        READ_BACK;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
