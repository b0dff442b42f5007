package io.muster.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message to a webhook, and what came of it: {@code pending}, {@code delivered} or {@code failed}. */
public record WebhookDelivery(String id, String event, String state, List<Attempt> attempts) {
    public WebhookDelivery {
        attempts = Lists.copy(attempts);
    }

    /**
     * One time that it was sent.
     *
     * @param status the answer's; null where none came
     * @param error why none came
     */
    public record Attempt(
            int number,
            long durationMs,
            @Nullable Integer status,
            @Nullable String response,
            @Nullable String error) {}
}
