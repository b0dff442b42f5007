package io.muster.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in to the organization.
 *
 * @param lockedUntil until when no password is accepted, after wrong ones
 */
public record Person(
        String id,
        String email,
        String name,
        Role role,
        boolean enabled,
        @Nullable Instant lockedUntil,
        @Nullable Instant lastSignInAt,
        Instant createdAt,
        Instant updatedAt) {}
