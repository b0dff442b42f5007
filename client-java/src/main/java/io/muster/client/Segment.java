package io.muster.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A saved, named definition, as a tree and in the text notation, with the size and the data version of its stored members. {@code refresh} is {@code
 * daily}, {@code manual}, an ISO-8601 duration or a cron expression; {@code maxAge} is an ISO-8601 duration; {@code
 * onStale} is {@code warn}, {@code refresh} or {@code refuse}; {@code unknown} has ids only in the answer that creates a static segment.
 */
public record Segment(
        String id,
        String key,
        String name,
        @Nullable String description,
        @Nullable String category,
        SegmentType type,
        @Nullable JsonNode definition,
        @Nullable String definitionText,
        int version,
        String refresh,
        @Nullable String zone,
        @Nullable String maxAge,
        @Nullable String onStale,
        @Nullable Long size,
        @Nullable Instant lastRun,
        @Nullable Instant asOf,
        @Nullable Long dataVersion,
        @Nullable Instant nextRun,
        SegmentState state,
        @Nullable Freshness freshness,
        @Nullable Failure lastError,
        List<String> unknown,
        Instant createdAt,
        Instant updatedAt) {
    public Segment {
        definition = Nodes.orNull(definition);
        unknown = Lists.copy(unknown);
    }
}
