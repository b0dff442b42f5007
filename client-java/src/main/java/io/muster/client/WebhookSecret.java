package io.muster.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What signs a webhook's messages, or callbacks, and until {@code previousUntil} what signed them before. */
public record WebhookSecret(
        String secret,
        @Nullable String previousSecret,
        @Nullable Instant previousUntil) {
    @Override
    public String toString() {
        return "WebhookSecret[…]";
    }
}
