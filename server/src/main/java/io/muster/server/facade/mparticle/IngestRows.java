package io.muster.server.facade.mparticle;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.http.JsonFields;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Puts events and users of this interface into rows. An event has no id here; it is given one made of all that it says,
 * as imported files of this interface's are, so that one that is sent again counts once. Members that are not known
 * are passed over. Thread-safe.
 */
@Component
class IngestRows {
    private static final int LONGEST = 1000;
    private static final int ID_BYTES = 16;
    private static final String NAME = "eventName";
    private static final String USER = "eventUniqueId";
    private static final String TIME = "eventTime";
    private static final String PROPERTIES = "properties";

    private final JsonMapper json;
    private final Clock clock;

    IngestRows(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** @throws MusterException with every fault */
    List<ObjectNode> events(ObjectNode body) {
        JsonFields fields = new JsonFields(body.deepCopy().retain("events"));
        JsonNode list = fields.node("events").orElse(JsonNodeFactory.instance.missingNode());
        if (!list.isArray() || list.isEmpty()) {
            fields.fault("events", ErrorCode.WRONG_TYPE, "events has to be a list of at least one event.");
        }
        List<ObjectNode> rows = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String at = "events/" + i;
            if (list.get(i) instanceof ObjectNode event) {
                try {
                    rows.add(event(event));
                } catch (MusterException e) {
                    fields.fault(at, e.code(), at + ": " + e.detail());
                }
            } else {
                fields.fault(at, ErrorCode.WRONG_TYPE, at + " has to be an object.");
            }
        }
        fields.done();
        return rows;
    }

    /** @throws MusterException with every fault */
    ObjectNode event(ObjectNode event) {
        JsonFields fields = fields(event, USER, NAME, TIME, PROPERTIES);
        Optional<String> name = fields.requiredText(NAME, 1, LONGEST);
        Optional<String> user = fields.requiredText(USER, 1, LONGEST);
        Optional<Instant> time = time(fields);
        Optional<JsonNode> properties = properties(fields);
        fields.done();
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        time.ifPresent(given -> row.put("id", id(event)));
        row.put("profile", user.orElseThrow());
        row.put("name", name.orElseThrow());
        row.put("time", time.orElseGet(clock::instant).toString());
        properties.ifPresent(given -> row.set(PROPERTIES, given));
        return row;
    }

    /** @throws MusterException with every fault */
    ObjectNode user(ObjectNode body) {
        JsonFields fields = fields(body, "uniqueId", PROPERTIES);
        Optional<String> user = fields.requiredText("uniqueId", 1, LONGEST);
        Optional<JsonNode> properties = properties(fields);
        fields.done();
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("id", user.orElseThrow());
        properties.ifPresent(given -> row.set("attributes", given));
        return row;
    }

    /** @param id the member that has a user's id, which may be a number too */
    private static JsonFields fields(ObjectNode body, String id, String... others) {
        ObjectNode known = body.deepCopy().retain(others);
        JsonNode user = body.get(id);
        if (user != null) {
            known.set(id, user.isIntegralNumber() ? StringNode.valueOf(user.asString()) : user);
        }
        return new JsonFields(known);
    }

    /** An anonymous id and the user that it is. */
    record Alias(String previousId, String newId) {}

    /** @throws MusterException with every fault */
    Alias alias(ObjectNode body) {
        ObjectNode known = body.deepCopy().retain("previousId", "newId");
        known.properties().forEach(each -> {
            if (each.getValue().isIntegralNumber()) {
                each.setValue(StringNode.valueOf(each.getValue().asString()));
            }
        });
        JsonFields fields = new JsonFields(known);
        Optional<String> previous = fields.requiredText("previousId", 1, LONGEST);
        Optional<String> user = fields.requiredText("newId", 1, LONGEST);
        fields.done();
        return new Alias(previous.orElseThrow(), user.orElseThrow());
    }

    private static Optional<JsonNode> properties(JsonFields fields) {
        Optional<JsonNode> given = fields.node(PROPERTIES);
        if (given.isPresent() && !given.get().isObject()) {
            fields.fault(PROPERTIES, ErrorCode.WRONG_TYPE, "properties has to be an object.");
        }
        return given;
    }

    /** Milliseconds, as a number or as its digits, or an instant as ISO-8601 writes it. */
    private static Optional<Instant> time(JsonFields fields) {
        Optional<JsonNode> given = fields.node(TIME);
        Optional<Instant> time = given.flatMap(IngestRows::instant);
        if (given.isPresent() && time.isEmpty()) {
            fields.fault(
                    TIME,
                    ErrorCode.WRONG_TYPE,
                    "eventTime is " + given.get() + "; give milliseconds since 1970 (UTC).");
        }
        return time;
    }

    private static Optional<Instant> instant(JsonNode given) {
        try {
            if (given.isIntegralNumber() && given.canConvertToLong()) {
                return Optional.of(Instant.ofEpochMilli(given.longValue()));
            }
            String text = given.isString() ? given.stringValue() : "";
            return text.matches("-?\\d{1,18}")
                    ? Optional.of(Instant.ofEpochMilli(Long.parseLong(text)))
                    : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private String id(ObjectNode event) {
        return HexFormat.of().formatHex(DigestUtils.sha256(json.writeValueAsString(event)), 0, ID_BYTES);
    }
}
