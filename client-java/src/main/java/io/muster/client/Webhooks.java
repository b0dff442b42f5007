package io.muster.client;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The webhooks of a project. Immutable and safe for use by many threads. */
public final class Webhooks {
    private final Transport transport;
    private final String path;

    Webhooks(Transport transport, String path) {
        this.transport = transport;
        this.path = path;
    }

    /** All of them, oldest first, read as the stream is walked through. */
    public Stream<Webhook> list() {
        return Pages.stream(transport, Call.get(path), Webhook.class);
    }

    public Webhook get(String id) {
        return transport.json(Call.get(path(id)), Webhook.class);
    }

    /** Has that URL told of those events, such as {@code export.succeeded}. */
    public Webhook create(String url, List<String> events) {
        return transport.json(Call.make(path, RequestBody.json(Map.of("url", url, "events", events))), Webhook.class);
    }

    /** Changes what is given and leaves the rest. */
    public Webhook update(String id, WebhookChanges changes) {
        return transport.json(Call.patch(path(id), changes), Webhook.class);
    }

    /** Deletes it with its log. Messages that wait are not sent. */
    public void delete(String id) {
        transport.send(Call.delete(path(id)));
    }

    /** Sends a test message now and once, and gives back what came of it. */
    public WebhookDelivery test(String id) {
        return transport.json(Call.make(path(id) + "/test", null), WebhookDelivery.class);
    }

    /** What signs its messages. */
    public WebhookSecret secret(String id) {
        return transport.json(Call.get(path(id) + "/secret"), WebhookSecret.class);
    }

    /** Makes a new secret. For 24 hours messages carry two signatures, the new secret's and the one before's. */
    public WebhookSecret rotateSecret(String id) {
        return transport.json(Call.once(path(id) + "/rotate-secret"), WebhookSecret.class);
    }

    /** The messages that were sent, or are to be. */
    public WebhookDeliveries deliveries() {
        return new WebhookDeliveries(transport, path + "/deliveries");
    }

    private String path(String id) {
        return path + "/" + Paths.segment(id);
    }
}
