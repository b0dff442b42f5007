package io.muster.server.export;

import io.muster.model.ErrorCode;
import io.muster.model.Pointer;
import io.muster.model.condition.Condition;
import io.muster.model.condition.text.DefinitionParser;
import io.muster.server.export.column.AskedColumn;
import io.muster.server.export.column.ColumnRequests;
import io.muster.server.export.form.Compression;
import io.muster.server.export.form.ExportFormat;
import io.muster.server.http.JsonFields;
import io.muster.server.segment.OnStale;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller asks to be exported, checked in itself but not against what is stored. Exactly one of segment,
 * definition and profiles is not null.
 *
 * @param columns empty for the usual ones
 * @param onStale what to do if the segment is stale, null for what the segment says
 * @param extras members that other parts read; see {@link ExportExtra}
 */
public record ExportRequest(
        @Nullable String segment,
        @Nullable Condition definition,
        @Nullable List<String> profiles,
        List<AskedColumn> columns,
        ExportFormat format,
        Compression compression,
        ExportOptions options,
        @Nullable OnStale onStale,
        Map<String, JsonNode> extras) {

    private static final DefinitionParser PARSER = new DefinitionParser();

    public ExportRequest {
        columns = List.copyOf(columns);
        extras = Map.copyOf(extras);
    }

    /** The same, compared with that export. */
    ExportRequest since(String export) {
        return new ExportRequest(
                segment, definition, profiles, columns, format, compression, options.since(export), onStale, extras);
    }

    /**
     * Reads a request's body.
     *
     * @param others members that other parts read
     * @throws io.muster.model.MusterException with all faults and where they are
     */
    public static ExportRequest read(ObjectNode body, Set<String> others) {
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
        List<AskedColumn> columns = ColumnRequests.read(fields);
        ExportFormat format = fields.parsed("format", text -> Constants.parse(ExportFormat.class, "format", text))
                .orElse(ExportFormat.CSV);
        Compression compression = fields.parsed(
                        "compression", text -> Constants.parse(Compression.class, "compression", text))
                .orElse(Compression.NONE);
        if (format.isCompressed() && compression != Compression.NONE) {
            fields.fault(
                    "compression",
                    ErrorCode.INVALID_REQUEST,
                    format.code() + " files are compressed inside; give none.");
        }
        Optional<OnStale> onStale = fields.parsed("on_stale", OnStale::parse);
        ExportOptions options = OptionRequests.read(fields, format);
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
                options,
                onStale.orElse(null),
                extras);
    }
}
