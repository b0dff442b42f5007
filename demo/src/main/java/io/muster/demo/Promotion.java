package io.muster.demo;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What something was advertised by; without a name, nothing. */
record Promotion(@Nullable String name, @Nullable String media) {
    private static final int NONE = 0;

    static Promotion of(JsonNode row) {
        return row.path("promotion_id").asInt() == NONE
                ? new Promotion(null, null)
                : new Promotion(
                        row.path("promotion_name").asString(),
                        row.path("media_type").asString());
    }
}
