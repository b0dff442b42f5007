package io.muster.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a profile is in a segment, and what that is true of. {@code part} is what decides it; {@code since} is when it
 * last entered, {@code null} where it is not in or entered before the server's log begins.
 */
public record Member(
        boolean member,
        String profile,
        String segment,
        SegmentType part,
        @Nullable Instant since,
        long dataVersion,
        int definitionVersion,
        Instant asOf) {}
