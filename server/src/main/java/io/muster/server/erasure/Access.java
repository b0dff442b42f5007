package io.muster.server.erasure;

import io.muster.server.job.Job;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request to be told what is known of somebody, and what became of it.
 *
 * @param subject who it is, sealed; null once the file is made
 * @param ordinal the profile's; null where there is none
 * @param lines of the file; null until it is made
 */
record Access(
        String id,
        String project,
        State state,
        String requestedBy,
        @Nullable String subject,
        @Nullable Integer ordinal,
        @Nullable Long lines,
        @Nullable Long bytes,
        @Nullable String sha256,
        @Nullable String job,
        Job.@Nullable Failure error,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt) {

    /** How far it has come; the lower-case name is the stable one. */
    enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED,
        /** Its file is deleted: its time is over, or whom it is about was erased. */
        EXPIRED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
