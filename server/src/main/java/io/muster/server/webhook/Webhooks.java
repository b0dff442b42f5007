package io.muster.server.webhook;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.catalog.Ids;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A project's webhooks. Thread-safe. */
@Service
public class Webhooks {

    /** Webhooks that a project can have. */
    static final int MAX = 50;

    /** How long the secret before signs too. */
    static final Duration OVERLAP = Duration.ofHours(24);

    private final WebhookStore store;
    private final Messages messages;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Webhooks(WebhookStore store, Messages messages, Ids ids, Clock clock) {
        this.store = store;
        this.messages = messages;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Tells the project's webhooks of something, each by a message of its own. Inside a transaction of the catalogue they
     * are told if and only if that is committed.
     *
     * @param subject the id of what it happened to
     * @param data ids, states and links; no personal data
     */
    public void tell(ProjectId project, WebhookEvent event, String subject, JsonNode data) {
        for (Webhook webhook : store.list(project, null, MAX)) {
            if (webhook.enabled() && webhook.events().contains(event)) {
                messages.send(project, Receiver.of(webhook), event.code(), subject, data);
            }
        }
    }

    /** Makes a webhook with a new secret. */
    Webhook create(ProjectId project, WebhookRequest request) {
        if (store.list(project, null, MAX).size() == MAX) {
            throw new MusterException(
                    ErrorCode.CONFLICT, "The project has " + MAX + " webhooks, the most there can be; delete one.");
        }
        Instant now = clock.instant();
        Webhook webhook = new Webhook(
                ids.next("wh"),
                project,
                request.url().orElseThrow(),
                request.events().orElseThrow(),
                request.description(),
                request.enabled().orElse(true),
                null,
                now,
                now);
        store.insert(webhook, SigningSecrets.of(SigningSecret.random(random)));
        return webhook;
    }

    /**
     * The project's webhook.
     *
     * @throws MusterException NOT_FOUND
     */
    Webhook get(ProjectId project, String id) {
        return store.find(id)
                .filter(webhook -> webhook.project().equals(project))
                .orElseThrow(() -> new MusterException(
                        ErrorCode.NOT_FOUND, "There is no webhook \"" + id + "\" in this project."));
    }

    /** Oldest first. */
    Page<Webhook> list(ProjectId project, PageRequest page) {
        String list = "webhooks:" + project;
        String after = page.start(list, 1).map(cursor -> cursor.text(0)).orElse(null);
        List<Webhook> found = store.list(project, after, page.limit() + 1);
        return Page.of(found, page.limit(), last -> Cursor.encode(list, last.id()));
    }

    /** Changes what the request names. Switching it on forgets why it was off. */
    Webhook update(ProjectId project, String id, WebhookRequest request) {
        Webhook old = get(project, id);
        boolean enabled = request.enabled().orElse(old.enabled());
        Webhook changed = new Webhook(
                id,
                project,
                request.url().orElse(old.url()),
                request.events().orElse(old.events()),
                request.describes() ? request.description() : old.description(),
                enabled,
                enabled ? null : old.disabledReason(),
                old.createdAt(),
                clock.instant());
        store.update(changed);
        return changed;
    }

    /** Deletes it, with its messages; those that wait are not sent. */
    void delete(ProjectId project, String id) {
        store.delete(get(project, id).id());
    }

    SigningSecrets secrets(ProjectId project, String id) {
        return store.secrets(get(project, id).id()).orElseThrow();
    }

    /** Makes a new secret; the old one signs too for {@link #OVERLAP}. */
    SigningSecrets rotate(ProjectId project, String id) {
        SigningSecrets fresh = SigningSecret.random(random)
                .after(secrets(project, id).current(), clock.instant().plus(OVERLAP));
        store.replace(id, fresh);
        return fresh;
    }

    /** Sends a test message at once, whatever the webhook is told of otherwise, and once only. */
    Message test(ProjectId project, String id) {
        Webhook webhook = get(project, id);
        JsonNode data = JsonNodeFactory.instance.objectNode().put("webhook", id);
        return messages.sendOnce(project, Receiver.of(webhook), WebhookEvent.TEST, id, data);
    }
}
