package io.muster.server.export;

import io.muster.engine.ExportColumn;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.Pointer;
import io.muster.model.condition.Condition;
import io.muster.model.condition.json.ConditionParser;
import io.muster.server.http.JsonFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller asks to be exported, checked in itself but not against what is stored. Exactly one of segment,
 * definition and profiles is not null.
 *
 * @param columns empty for the usual ones
 * @param extras members that other parts read
 */
public record ExportRequest(
        @Nullable String segment,
        @Nullable Condition definition,
        @Nullable List<String> profiles,
        List<ExportColumn> columns,
        ExportFormat format,
        Compression compression,
        Map<String, JsonNode> extras) {

    /** Columns that a file can have. */
    static final int MAX_COLUMNS = 1_000;

    private static final ConditionParser PARSER = new ConditionParser();

    public ExportRequest {
        columns = List.copyOf(columns);
        extras = Map.copyOf(extras);
    }

    /**
     * Reads a request's body.
     *
     * @param others members that other parts read
     * @throws MusterException with all faults and where they are
     */
    static ExportRequest read(ObjectNode body, Set<String> others) {
        JsonFields fields = new JsonFields(body);
        Optional<String> segment = fields.text("segment", 1, 200);
        Optional<JsonNode> definition = fields.node("definition");
        Optional<List<String>> profiles = fields.texts("profiles");
        long given = Arrays.stream(new String[] {"segment", "definition", "profiles"})
                .filter(fields::has)
                .count();
        if (given != 1) {
            fields.fault(
                    "segment",
                    ErrorCode.INVALID_REQUEST,
                    "Give exactly one of segment, definition and profiles; there are " + given + ".");
        }
        List<ExportColumn> columns =
                fields.node("columns").map(node -> columns(fields, node)).orElse(List.of());
        ExportFormat format = fields.parsed("format", text -> constant(ExportFormat.class, "format", text))
                .orElse(ExportFormat.CSV);
        Compression compression = fields.parsed("compression", text -> constant(Compression.class, "compression", text))
                .orElse(Compression.NONE);
        if (format.isCompressed() && compression != Compression.NONE) {
            fields.fault(
                    "compression",
                    ErrorCode.INVALID_REQUEST,
                    format.code() + " files are compressed inside; give none.");
        }
        Map<String, JsonNode> extras = new HashMap<>();
        others.forEach(name -> fields.node(name).ifPresent(value -> extras.put(name, value)));
        fields.done();
        return new ExportRequest(
                segment.orElse(null),
                definition.isPresent() ? PARSER.parse(definition.get(), Pointer.ROOT.child("definition")) : null,
                profiles.orElse(null),
                columns,
                format,
                compression,
                extras);
    }

    private static List<ExportColumn> columns(JsonFields fields, JsonNode node) {
        if (!node.isArray() || node.isEmpty()) {
            fields.fault("columns", ErrorCode.INVALID_REQUEST, "columns is a list of at least one column.");
            return List.of();
        }
        if (node.size() > MAX_COLUMNS) {
            throw new MusterException(
                    ErrorCode.TOO_MANY_COLUMNS,
                    "columns has " + node.size() + "; a file can have " + MAX_COLUMNS + ".");
        }
        List<ExportColumn> columns = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            column(fields, "columns/" + i, node.get(i)).ifPresent(columns::add);
        }
        return columns;
    }

    private static Optional<ExportColumn> column(JsonFields fields, String at, JsonNode node) {
        if (node.isString() && !node.stringValue().isEmpty()) {
            ExportColumn.Source source = ColumnSources.parse(node.stringValue());
            return Optional.of(new ExportColumn(ColumnSources.header(source), source));
        }
        boolean object = node.isObject()
                && node.path("attribute").isString()
                && !node.path("attribute").stringValue().isEmpty()
                && (!node.has("as")
                        || (node.path("as").isString()
                                && !node.path("as").stringValue().isEmpty()))
                && node.propertyNames().stream().allMatch(name -> name.equals("attribute") || name.equals("as"));
        if (!object) {
            fields.fault(
                    at,
                    ErrorCode.WRONG_TYPE,
                    "A column is a name such as \"id\" or \"attribute:country\", or {\"attribute\": …, \"as\": …}; this is "
                            + node + ".");
            return Optional.empty();
        }
        String attribute = node.path("attribute").stringValue();
        String header = node.has("as") ? node.path("as").stringValue() : attribute;
        return Optional.of(new ExportColumn(header, new ExportColumn.Attribute(attribute)));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String field, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new MusterException(
                        ErrorCode.INVALID_REQUEST,
                        field + " is '" + text + "'; give one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
