package io.muster.server.job;

import io.muster.model.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A piece of background work as stored.
 *
 * @param subject the id of what it works for, of that {@code subjectType}: {@code segment}, {@code export}
 * @param data what its runner needs to know
 * @param attempts how often it was started
 * @param unit what {@code done} and {@code total} count: {@code rows}, {@code segments}
 */
public record Job(
        String id,
        ProjectId project,
        String type,
        String subjectType,
        String subject,
        JsonNode data,
        JobState state,
        int attempts,
        long done,
        @Nullable Long total,
        String unit,
        @Nullable Failure error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** Why it failed: an error code and words. */
    public record Failure(String code, String detail) {}

    Job ended(JobState state, @Nullable Failure error, Instant now) {
        return new Job(
                id,
                project,
                type,
                subjectType,
                subject,
                data,
                state,
                attempts,
                done,
                total,
                unit,
                error,
                createdAt,
                startedAt,
                now);
    }
}
