package io.muster.server.storage;

import org.jspecify.annotations.Nullable;

/** What lets this server in. Its text shows none of it. */
public sealed interface TargetSecrets {

    /** Where nothing is needed. */
    record None() implements TargetSecrets {}

    /** @param sessionToken null where they are not temporary */
    record S3(String accessKeyId, String secretAccessKey, @Nullable String sessionToken) implements TargetSecrets {
        @Override
        public String toString() {
            return "S3[…]";
        }
    }

    /**
     * Either a password or a key.
     *
     * @param privateKey in OpenSSH's or PEM form
     * @param passphrase the key's, if it has one
     */
    record Sftp(
            @Nullable String password,
            @Nullable String privateKey,
            @Nullable String passphrase) implements TargetSecrets {
        @Override
        public String toString() {
            return "Sftp[…]";
        }
    }
}
