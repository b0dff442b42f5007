package io.muster.client;

import java.time.Instant;

/** A segment that a profile is in; {@code id}, {@code key} and {@code name} are the segment's. */
public record Membership(
        String id, String key, String name, SegmentType part, int definitionVersion, long dataVersion, Instant asOf) {}
