package io.muster.server.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook as callers see it. */
record WebhookView(
        String id,
        String url,
        List<String> events,
        @Nullable String description,
        boolean enabled,
        @Nullable String disabledReason,
        Instant createdAt,
        Instant updatedAt) {

    static WebhookView of(Webhook webhook) {
        return new WebhookView(
                webhook.id(),
                webhook.url().toString(),
                webhook.events().stream().map(WebhookEvent::code).sorted().toList(),
                webhook.description(),
                webhook.enabled(),
                webhook.disabledReason(),
                webhook.createdAt(),
                webhook.updatedAt());
    }
}
