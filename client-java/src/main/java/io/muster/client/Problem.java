package io.muster.client;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error as the server tells it; {@code retryAfter} is from the header of that name. */
record Problem(
        int status,
        String code,
        String detail,
        @Nullable String requestId,
        List<Fault> errors,
        List<Reference> usedBy,
        @Nullable Duration retryAfter) {}
