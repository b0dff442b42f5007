package io.muster.server.webhook;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A project's messages: to be sent, under way, and what became of them. Thread-safe. */
@Service
class Messages {

    private final MessageStore store;
    private final AttemptStore attempts;
    private final MessageDispatch dispatch;
    private final MessageSender sender;
    private final Catalog catalog;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    Messages(
            MessageStore store,
            AttemptStore attempts,
            MessageDispatch dispatch,
            MessageSender sender,
            Catalog catalog,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.attempts = attempts;
        this.dispatch = dispatch;
        this.sender = sender;
        this.catalog = catalog;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Has it sent in the envelope of Standard Webhooks; inside a transaction, if and only if that is committed. */
    void send(ProjectId project, Receiver receiver, String event, String subject, JsonNode data) {
        sendPlain(project, receiver, event, subject, envelope(event, data));
    }

    /** As {@link #send}, with a body that needs no envelope. */
    void sendPlain(ProjectId project, Receiver receiver, String event, String subject, JsonNode body) {
        store.insert(message(project, receiver, event, subject, body, false), null);
        catalog.afterCommit(dispatch::wake);
    }

    /** Sends it now and never again, and gives back what came of it. */
    Message sendOnce(ProjectId project, Receiver receiver, String event, String subject, JsonNode data) {
        Message message = message(project, receiver, event, subject, envelope(event, data), true);
        store.insert(message, dispatch.leaseFrom(clock.instant()));
        sender.send(message);
        return get(project, message.id());
    }

    /**
     * The project's message.
     *
     * @throws MusterException NOT_FOUND
     */
    Message get(ProjectId project, String id) {
        return store.find(id)
                .filter(message -> message.project().equals(project))
                .orElseThrow(() -> new MusterException(
                        ErrorCode.NOT_FOUND, "There is no delivery \"" + id + "\" in this project."));
    }

    List<Attempt> attempts(Message message) {
        return attempts.of(message.id());
    }

    /** Newest first; what is null does not choose. */
    Page<Message> list(
            ProjectId project, @Nullable String webhook, @Nullable MessageState state, PageRequest page) {
        String list = "messages:" + project + ":" + webhook + ":" + state;
        String before = page.start(list, 1).map(cursor -> cursor.text(0)).orElse(null);
        List<Message> found = store.list(project, webhook, state, before, page.limit() + 1);
        return Page.of(found, page.limit(), last -> Cursor.encode(list, last.id()));
    }

    /** Sends the same message again, under the same id, whatever became of it. */
    Message replay(ProjectId project, String id) {
        Message message = get(project, id);
        store.restart(message.id(), clock.instant());
        catalog.afterCommit(dispatch::wake);
        return get(project, id);
    }

    private JsonNode envelope(String event, JsonNode data) {
        return json.valueToTree(new Envelope(event, clock.instant(), data));
    }

    private Message message(
            ProjectId project, Receiver receiver, String event, String subject, JsonNode body, boolean once) {
        Instant now = clock.instant();
        return new Message(
                ids.next("msg"),
                project,
                receiver,
                event,
                subject,
                json.writeValueAsString(body),
                MessageState.PENDING,
                0,
                0,
                once,
                now,
                now,
                null);
    }
}
