package io.muster.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A column of a file.
 *
 * @param source what it has, in full, such as {@code attribute:country}
 * @param within the window that a fact of events is about; null for all events
 */
public record Column(
        String name, String type, String source, @Nullable JsonNode within) {
    public Column {
        within = Nodes.orNull(within);
    }
}
