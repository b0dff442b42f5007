package io.muster.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A part of a list; {@code nextCursor} is {@code null} on the last one. */
record Page(List<JsonNode> items, @Nullable String nextCursor) {
    Page {
        items = Lists.copy(items);
    }
}
