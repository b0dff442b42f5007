package io.muster.client;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes JSON that has everything a schema has: every member, and one item in each list. What has itself in it again ends
 * there.
 */
final class SchemaSample {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final OpenApi document;
    private final Set<JsonNode> open = new HashSet<>();

    SchemaSample(OpenApi document) {
        this.document = document;
    }

    JsonNode of(JsonNode reference) {
        if (!reference.has("$ref")) {
            return inlined(reference);
        }
        if (!open.add(reference.path("$ref"))) {
            return JSON.missingNode();
        }
        JsonNode sample = of(document.resolved(reference));
        open.remove(reference.path("$ref"));
        return sample;
    }

    private JsonNode inlined(JsonNode schema) {
        for (String choice : new String[] {"allOf", "anyOf", "oneOf"}) {
            if (schema.has(choice) && !schema.has("properties")) {
                return of(schema.path(choice).get(0));
            }
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        JsonNode type = schema.path("type").isArray() ? schema.path("type").get(0) : schema.path("type");
        return switch (type.asString("")) {
            case "array" -> list(of(schema.path("items")));
            case "integer", "number" -> JSON.numberNode(1);
            case "boolean" -> JSON.booleanNode(true);
            case "string" -> JSON.stringNode(text(schema));
            default -> object(schema);
        };
    }

    private static JsonNode list(JsonNode item) {
        return item.isMissingNode() ? JSON.arrayNode() : JSON.arrayNode().add(item);
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
            JsonNode value = of(member.getValue());
            if (!value.isMissingNode()) {
                object.set(member.getKey(), value);
            }
        }
        if (schema.path("additionalProperties").isObject()) {
            object.set("a_name", of(schema.path("additionalProperties")));
        }
        // There is one page.
        return object.has("next_cursor") ? object.putNull("next_cursor") : object;
    }

    private static String text(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "date-time" -> "2026-03-02T06:00:00.000Z";
            case "duration" -> "P1D";
            default -> "a text";
        };
    }
}
