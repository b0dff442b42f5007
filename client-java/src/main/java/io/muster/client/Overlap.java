package io.muster.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How segments overlap: every region exactly; {@code dataVersion} is {@code null} where the segments' differ. */
public record Overlap(List<Part> segments, @Nullable Long dataVersion, long size, List<Region> regions) {
    public Overlap {
        segments = Lists.copy(segments);
        regions = Lists.copy(regions);
    }

    /** A segment, and what its members here are true of; {@code freshness} is null where they were computed. */
    public record Part(
            String id,
            String key,
            String name,
            long size,
            int definitionVersion,
            long dataVersion,
            Instant asOf,
            @Nullable Freshness freshness) {}

    /** Who is in all of {@code in} and in none of {@code notIn}; the definition selects them. */
    public record Region(List<String> in, List<String> notIn, long count, JsonNode definition) {
        public Region {
            in = Lists.copy(in);
            notIn = Lists.copy(notIn);
        }
    }
}
