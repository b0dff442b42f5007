package io.muster.server.project;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A deletion as callers see it. */
record ProjectDeletionView(
        String id,
        Of project,
        String state,
        String requestedBy,
        long profiles,
        @Nullable String receipt,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    record Of(String id, String key) {}

    static ProjectDeletionView of(ProjectDeletion deletion) {
        return new ProjectDeletionView(
                deletion.id(),
                new Of(deletion.project().value(), deletion.key()),
                deletion.state().text(),
                deletion.requestedBy(),
                deletion.profiles(),
                deletion.receipt(),
                deletion.createdAt(),
                deletion.finishedAt());
    }
}
