package io.muster.server.webhook;

import io.muster.model.ProjectId;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A URL that is told of a project's events.
 *
 * @param events of which; never empty
 * @param disabledReason why it was switched off, unless somebody did it
 */
public record Webhook(
        String id,
        ProjectId project,
        URI url,
        Set<WebhookEvent> events,
        @Nullable String description,
        boolean enabled,
        @Nullable String disabledReason,
        Instant createdAt,
        Instant updatedAt) {
    public Webhook {
        events = Set.copyOf(events);
    }
}
