package io.muster.server.access;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where from and until when something may be used.
 *
 * @param expiresAt null for ever
 */
public record Bounds(AddressList addresses, @Nullable Instant expiresAt) {
    private static final Bounds NONE = new Bounds(AddressList.any(), null);

    /** From everywhere and for ever. */
    public static Bounds none() {
        return NONE;
    }

    /** Which of these the other goes beyond, in words; empty where it is within both. */
    Optional<String> exceededBy(Bounds other) {
        if (!addresses.covers(other.addresses)) {
            return Optional.of("allowed_addresses (" + String.join(", ", addresses.ranges()) + ")");
        }
        Instant end = other.expiresAt;
        if (expiresAt != null && (end == null || end.isAfter(expiresAt))) {
            return Optional.of("expires_at (" + expiresAt + ")");
        }
        return Optional.empty();
    }
}
