package io.muster.server.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An application with what is kept of its secret.
 *
 * @param secretHash SHA-256 in hexadecimal digits
 * @param secretBox the secret as {@link SecretVault} sealed it; null where only hashes are kept
 * @param previousHash the hash of the secret before
 * @param epoch tokens of an earlier one are void
 */
record StoredApplication(
        Application application,
        String secretHash,
        @Nullable String secretBox,
        @Nullable String previousHash,
        int epoch) {

    /** Whether the hash is that of a secret that works now. Takes the same time whatever the answer. */
    boolean hasSecret(String hash, Instant now) {
        boolean present = SecretHash.same(secretHash, hash);
        boolean previous = SecretHash.same(previousHash == null ? SecretHash.NONE : previousHash, hash);
        Instant until = application.previousUntil();
        boolean overlaps = until != null && now.isBefore(until);
        return present || (previous && overlaps);
    }
}
