package io.muster.client;

import java.util.stream.Stream;

/**
 * The messages to the webhooks of a project, and its callbacks, kept for 30 days after their end. Immutable and safe for
 * use by many threads.
 */
public final class WebhookDeliveries {
    private final Transport transport;
    private final String path;

    WebhookDeliveries(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /** Newest first, read as the stream is walked through. */
    public Stream<WebhookDeliverySummary> list(WebhookDeliveryFilter filter) {
        return Pages.stream(transport, Call.get(path).with(filter.parameters()), WebhookDeliverySummary.class);
    }

    /** The message as sent, and each attempt. */
    public WebhookDelivery get(String id) {
        return transport.json(Call.get(path(id)), WebhookDelivery.class);
    }

    /** Sends the same message now, under the same {@code webhook-id}, and tries it again as if it were new. */
    public WebhookDeliverySummary replay(String id) {
        return transport.json(Call.once(path(id) + "/replay"), WebhookDeliverySummary.class);
    }

    private String path(String id) {
        return path + "/" + Paths.segment(id);
    }
}
