package io.muster.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON trees out of answers, where JSON null is no tree. */
final class Nodes {
    private Nodes() {}

    static @Nullable JsonNode orNull(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node;
    }
}
