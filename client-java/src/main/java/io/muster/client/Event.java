package io.muster.client;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Something that a profile did; {@code id} is {@code null} if it was sent without one. */
public record Event(@Nullable String id, String profile, String name, Instant time, Map<String, JsonNode> properties) {
    public Event {
        properties = Maps.copy(properties);
    }
}
