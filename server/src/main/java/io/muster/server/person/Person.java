package io.muster.server.person;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in, as one organization sees them.
 *
 * @param email in lower case
 * @param lockedUntil until when no password is looked at, after many wrong ones; null for not locked
 */
public record Person(
        String id,
        String organization,
        String email,
        String name,
        Role role,
        boolean enabled,
        @Nullable Instant lockedUntil,
        @Nullable Instant lastSignIn,
        Instant createdAt,
        Instant updatedAt) {}
