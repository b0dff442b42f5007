package io.muster.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether stored members can be relied on; {@code reason} says why not, {@code freshUntil} is by the maximum age. */
public record Freshness(
        boolean stale,
        @Nullable Instant freshUntil,
        @Nullable String reason) {}
