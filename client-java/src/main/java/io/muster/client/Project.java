package io.muster.client;

import java.time.Instant;

/**
 * One body of profiles and events. {@code zone} is an IANA name, {@code weekStart} a lower-case day, {@code
 * exportRetention} an ISO-8601 duration.
 */
public record Project(
        String id,
        String key,
        String name,
        String zone,
        String weekStart,
        String exportRetention,
        Instant createdAt,
        long dataVersion) {}
