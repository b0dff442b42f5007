package io.muster.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a segment was from {@code createdAt} until the next version. */
public record SegmentVersion(
        int version,
        String name,
        @Nullable String description,
        @Nullable String category,
        @Nullable JsonNode definition,
        @Nullable String definitionText,
        String refresh,
        @Nullable String zone,
        @Nullable String maxAge,
        Instant createdAt) {
    public SegmentVersion {
        definition = Nodes.orNull(definition);
    }
}
