package io.muster.server.facade.apsis;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Zones;
import io.muster.server.project.Project;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts a request for a report into the words of a request for an export. Thread-safe. */
@Component
class ReportRequest {
    /** Attributes and tags that a report can have together. */
    private static final int MOST_COLUMNS = 50;

    private static final String KEPT = "P1D";

    /** Checked and no more: each segment has a zone of its own. */
    private static final String ZONE = "timezone";

    private static final List<String> WAYS =
            List.of("segment_discriminators", "segment_discriminator", "segments", "segment_definition");

    private final Names names;

    ReportRequest(Names names) {
        this.names = names;
    }

    /**
     * The request for an export.
     *
     * @throws MusterException INVALID_REQUEST, NOT_FOUND for what no discriminator names, TOO_MANY_COLUMNS
     */
    ObjectNode read(Project project, ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        ArrayNode all = definition.putArray("all").add(whose(project, fields));
        fields.flag("known").ifPresent(known -> all.addObject().put("known", known));
        ArrayNode columns = JsonNodeFactory.instance.arrayNode().add("export_key");
        columns(project, fields, columns);
        fields.parsed(ZONE, Zones::parse);
        fields.done();
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.set("definition", definition);
        request.set("columns", columns);
        return request.put("format", "csv").put("raw", true).put("retention", KEPT);
    }

    private JsonNode whose(Project project, JsonFields fields) {
        List<String> given = WAYS.stream().filter(fields::has).toList();
        if (given.size() != 1) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "Give exactly one of " + String.join(", ", WAYS) + "; there are " + given.size() + ".");
        }
        return switch (given.getFirst()) {
            case "segment_discriminator" ->
                segment(project, fields.text("segment_discriminator", 1, 500).orElse(""));
            case "segment_discriminators" ->
                every(project, fields.texts("segment_discriminators").orElse(List.of()));
            case "segment_definition" -> fields.node("segment_definition").orElseThrow();
            default -> filtered(project, fields.node("segments").orElseThrow());
        };
    }

    /** Profiles of any of the segments. */
    private JsonNode every(Project project, List<String> discriminators) {
        ObjectNode any = JsonNodeFactory.instance.objectNode();
        ArrayNode parts = any.putArray("any");
        discriminators.forEach(discriminator -> parts.add(segment(project, discriminator)));
        return any;
    }

    /** Segments by names of the caller's, and an expression over these; without one, profiles of all of them. */
    private JsonNode filtered(Project project, JsonNode segments) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        String filter = "";
        for (Map.Entry<String, JsonNode> member : segments.properties()) {
            switch (member.getKey()) {
                case "filter" -> filter = member.getValue().asString("");
                case ZONE -> Zones.parse(member.getValue().asString(""));
                default -> named.put(member.getKey(), segment(project, discriminator(member.getValue())));
            }
        }
        if (named.isEmpty()) {
            throw new MusterException(ErrorCode.INVALID_REQUEST, "segments names no segment.");
        }
        return SegmentFilter.parse(filter.isBlank() ? String.join(" & ", named.keySet()) : filter, named);
    }

    /** A name stands for a discriminator, or for an object that has one. */
    private static String discriminator(JsonNode value) {
        return value.isObject() ? value.path("segment_discriminator").asString("") : value.asString("");
    }

    private JsonNode segment(Project project, String discriminator) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("segment", names.segment(project, discriminator).id());
    }

    private void columns(Project project, JsonFields fields, ArrayNode columns) {
        List<JsonNode> attributes = new ArrayList<>();
        List<JsonNode> tags = new ArrayList<>();
        fields.node("attributes").ifPresent(list -> list.forEach(attributes::add));
        fields.node("tags").ifPresent(list -> list.forEach(tags::add));
        if (attributes.size() + tags.size() > MOST_COLUMNS) {
            throw new MusterException(
                    ErrorCode.TOO_MANY_COLUMNS,
                    "There are " + (attributes.size() + tags.size()) + " attributes and tags; a report can have "
                            + MOST_COLUMNS + ".");
        }
        attributes.forEach(asked -> column(
                columns,
                asked,
                names.attribute(project, member(asked, "attribute_discriminator"))
                        .source()));
        tags.forEach(asked -> column(columns, asked, "tag:" + names.tag(project, member(asked, "tag_discriminator"))));
    }

    private static void column(ArrayNode columns, JsonNode asked, String source) {
        columns.addObject().put("column", source).put("as", member(asked, "field_name"));
    }

    private static String member(JsonNode asked, String name) {
        String text = asked.path(name).asString("");
        if (text.isEmpty()) {
            throw new MusterException(ErrorCode.INVALID_REQUEST, "A column has no " + name + ".");
        }
        return text;
    }
}
