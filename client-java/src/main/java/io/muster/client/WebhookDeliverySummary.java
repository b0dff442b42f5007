package io.muster.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to a webhook, or a callback, in short.
 *
 * @param id its {@code webhook-id}
 * @param webhook the webhook's id; null for a callback
 * @param url where it was to go when it was made
 * @param subject the id of what it is about
 * @param state {@code pending}, {@code delivered} or {@code failed}
 * @param attempts how often it was sent
 */
public record WebhookDeliverySummary(
        String id,
        @Nullable String webhook,
        String url,
        String event,
        String subject,
        String state,
        int attempts,
        @Nullable Instant nextAttempt,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
