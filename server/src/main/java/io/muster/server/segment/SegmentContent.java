package io.muster.server.segment;

import io.muster.model.condition.Condition;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * All of a segment that a version keeps.
 *
 * @param definition null for a static segment
 * @param zone of its windows, null for the project's
 * @param maxAge how old its members may be before they count as stale, null for any age
 * @param onStale what becomes of exports when they are stale, unless an export says otherwise
 */
public record SegmentContent(
        String name,
        @Nullable String description,
        @Nullable String category,
        @Nullable Condition definition,
        Refresh refresh,
        @Nullable ZoneId zone,
        @Nullable Duration maxAge,
        OnStale onStale) {}
