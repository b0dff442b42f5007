package io.muster.server.membership;

import java.time.Instant;

/**
 * A membership that differed from the one before it.
 *
 * @param number 1, 2, 3 … in each segment
 * @param asOf grows from entry to entry
 * @param size how many were in it
 * @param entered how many were in it and not in the one before
 * @param exited how many were in the one before and not in it
 */
public record LogEntry(
        String segment,
        long number,
        int definitionVersion,
        long dataVersion,
        Instant asOf,
        long size,
        long entered,
        long exited) {}
