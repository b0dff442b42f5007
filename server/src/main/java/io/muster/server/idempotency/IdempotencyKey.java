package io.muster.server.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * A request as a key tells it from others; a controller's argument.
 *
 * @param application the caller's id
 * @param key null where the caller sent none: then nothing is remembered
 * @param request method, path and query
 */
public record IdempotencyKey(String application, @Nullable String key, String request) {}
