package io.muster.server.webhook;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.http.JsonFields;
import io.muster.server.outbound.OutboundUrls;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a caller says of a webhook; what is empty stays as it is. */
record WebhookRequest(
        Optional<URI> url,
        Optional<Set<WebhookEvent>> events,
        boolean describes,
        @Nullable String description,
        Optional<Boolean> enabled) {

    private static final int MAX_DESCRIPTION = 500;

    /**
     * Reads a body.
     *
     * @param complete whether url and events have to be there
     * @throws MusterException with all faults and where they are
     */
    static WebhookRequest read(ObjectNode body, OutboundUrls urls, boolean complete) {
        JsonFields fields = new JsonFields(body);
        if (complete) {
            require(fields, "url", "the URL to call");
            require(fields, "events", "the events to be told of");
        }
        Optional<URI> url = fields.parsed("url", urls::parse);
        Optional<Set<WebhookEvent>> events = fields.texts("events").map(texts -> events(fields, texts));
        boolean describes = fields.has("description");
        String description = fields.nullableText("description", 0, MAX_DESCRIPTION).orElse(null);
        Optional<Boolean> enabled = fields.flag("enabled");
        fields.done();
        return new WebhookRequest(url, events, describes, description, enabled);
    }

    private static void require(JsonFields fields, String name, String what) {
        if (!fields.has(name)) {
            fields.fault(name, ErrorCode.INVALID_REQUEST, name + " is missing; give " + what + ".");
        }
    }

    private static Set<WebhookEvent> events(JsonFields fields, List<String> texts) {
        Set<WebhookEvent> events = EnumSet.noneOf(WebhookEvent.class);
        for (int i = 0; i < texts.size(); i++) {
            try {
                events.add(WebhookEvent.parse(texts.get(i)));
            } catch (MusterException e) {
                fields.fault("events/" + i, e.code(), e.detail());
            }
        }
        if (texts.isEmpty()) {
            fields.fault("events", ErrorCode.INVALID_REQUEST, "events is empty; give one at least.");
        }
        return events;
    }
}
