package io.muster.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project being deleted, or deleted.
 *
 * @param state {@code running} or {@code succeeded}
 * @param profiles how many it had
 * @param receipt what was deleted, signed; null until it is
 */
public record ProjectDeletion(
        String id,
        Deleted project,
        String state,
        String requestedBy,
        long profiles,
        @Nullable String receipt,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** The project that it was. */
    public record Deleted(String id, String key) {}
}
