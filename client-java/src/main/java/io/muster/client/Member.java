package io.muster.client;

import java.time.Instant;

/** Whether a profile is in a segment, and what that is true of. */
public record Member(
        boolean member, String profile, String segment, long dataVersion, int definitionVersion, Instant asOf) {}
