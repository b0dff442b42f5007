package io.muster.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that tells all that is known of somebody, made or in the making.
 *
 * @param state {@code queued}, {@code running}, {@code succeeded}, {@code failed}, {@code cancelled} or {@code expired}
 * @param file the file's path; null while there is none
 */
public record SubjectAccess(
        String id,
        String state,
        String requestedBy,
        @Nullable String file,
        @Nullable Long lines,
        @Nullable Long bytes,
        @Nullable String sha256,
        @Nullable String job,
        @Nullable Failure error,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt) {}
