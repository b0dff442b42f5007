package io.muster.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A URL that is told of a project's events.
 *
 * @param events such as {@code export.succeeded}
 * @param disabledReason why the server switched it off, or null
 */
public record Webhook(
        String id,
        String url,
        List<String> events,
        @Nullable String description,
        boolean enabled,
        @Nullable String disabledReason,
        Instant createdAt,
        Instant updatedAt) {
    public Webhook {
        events = Lists.copy(events);
    }
}
