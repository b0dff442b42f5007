package io.muster.client;

import java.time.Instant;

/** How many were in a segment from {@code time} on, and how many entered and left then. */
public record HistoryPoint(
        Instant time, long size, long entered, long exited, long dataVersion, int definitionVersion) {}
