package io.muster.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message to a webhook, or a callback, and what came of it.
 *
 * @param id its {@code webhook-id}
 * @param webhook the webhook's id; null for a callback
 * @param url where it was to go when it was made
 * @param subject the id of what it is about
 * @param state {@code pending}, {@code delivered} or {@code failed}
 * @param payload the body as sent
 */
public record WebhookDelivery(
        String id,
        @Nullable String webhook,
        String url,
        String event,
        String subject,
        String state,
        List<Attempt> attempts,
        @Nullable Instant nextAttempt,
        Instant createdAt,
        @Nullable Instant finishedAt,
        JsonNode payload) {
    public WebhookDelivery {
        attempts = Lists.copy(attempts);
    }

    /**
     * One time that it was sent.
     *
     * @param status the answer's; null where none came
     * @param response the beginning of the answer
     * @param error why none came
     */
    public record Attempt(
            int number,
            Instant startedAt,
            long durationMs,
            @Nullable Integer status,
            @Nullable String response,
            @Nullable String error) {}
}
