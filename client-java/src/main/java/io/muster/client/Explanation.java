package io.muster.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a profile satisfies a definition or not; {@code segment} is null where the definition is not a segment's. */
public record Explanation(
        String profile,
        @Nullable Reference segment,
        @Nullable Integer definitionVersion,
        long dataVersion,
        Instant asOf,
        String zone,
        boolean verdict,
        ExplainedCondition explanation) {}
