package io.muster.server.personal;

import tools.jackson.databind.JsonNode;

/** Takes what is known of somebody. For one thread. */
@FunctionalInterface
public interface Findings {

    /**
     * Takes one thing.
     *
     * @param kind what it is, such as {@code event}
     */
    void add(String kind, JsonNode data);
}
