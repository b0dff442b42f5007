package io.muster.server.webhook;

import io.muster.model.ProjectId;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message goes to.
 *
 * @param webhook null for a callback
 * @param name what is the same for messages that would keep each other waiting
 */
record Receiver(@Nullable String webhook, URI url, String name) {

    static Receiver of(Webhook webhook) {
        return new Receiver(webhook.id(), webhook.url(), webhook.id());
    }

    static Receiver callback(ProjectId project, URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return new Receiver(null, url, "callback:" + project.value() + ":" + host);
    }
}
