package io.muster.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a condition saw of a profile; only what belongs to its kind is there. */
public record Saw(
        @Nullable Map<String, JsonNode> attributes,
        @Nullable List<String> tags,
        @Nullable List<String> identities,
        @Nullable Double distanceKm,
        @Nullable Reference segment,
        @Nullable String explain,
        @Nullable List<SeenEvents> events) {}
