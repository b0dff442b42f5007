package io.muster.client;

import java.util.List;

/** The segments that a segment is defined by, and those that are defined by it, the nearest first. */
public record Dependencies(List<Dependency> uses, List<Dependency> usedBy) {
    public Dependencies {
        uses = Lists.copy(uses);
        usedBy = Lists.copy(usedBy);
    }

    /** A segment at that distance: 1 where one definition names the other. */
    public record Dependency(String id, String key, String name, int distance) {}
}
