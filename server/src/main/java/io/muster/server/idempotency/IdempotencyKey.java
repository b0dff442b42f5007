package io.muster.server.idempotency;

import io.muster.server.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A request as a key tells it from others; a controller's argument.
 *
 * @param project the id of the one that it concerns; null for none
 * @param key null where the caller sent none: then nothing is remembered
 * @param request method, path and query
 */
public record IdempotencyKey(
        Caller caller, @Nullable String project, @Nullable String key, String request) {}
