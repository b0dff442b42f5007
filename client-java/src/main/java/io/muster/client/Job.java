package io.muster.client;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Work in the background; {@code type} is {@code segment_refresh} or {@code export}. */
public record Job(
        String id,
        String type,
        JobState state,
        JobProgress progress,
        JobSubject subject,
        @Nullable Failure error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** Whether it will change no more. */
    @JsonIgnore
    public boolean isOver() {
        return state == JobState.SUCCEEDED || state == JobState.FAILED || state == JobState.CANCELLED;
    }
}
