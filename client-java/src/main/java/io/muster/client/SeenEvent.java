package io.muster.client;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One event that a condition saw. */
public record SeenEvent(
        @Nullable String id, Instant time, Map<String, JsonNode> properties, boolean matches) {
    public SeenEvent {
        properties = Maps.copy(properties);
    }
}
