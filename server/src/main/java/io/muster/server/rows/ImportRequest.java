package io.muster.server.rows;

import io.muster.engine.rows.ColumnType;
import io.muster.engine.rows.Decompression;
import io.muster.engine.rows.ReadOptions;
import io.muster.engine.rows.RowKind;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.http.Zones;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the rows of a body are to be read, as its header and query say. */
record ImportRequest(RowKind kind, RowFormat format, Decompression compression, ReadOptions options, boolean dryRun) {
    private static final List<String> OF_COLUMNS =
            List.of("map", "types", "name", "date_format", "delimiter", "missing");

    /** NDJSON of this server's own making. */
    static ImportRequest ofOwn(RowKind kind, ZoneId projectZone) {
        ReadOptions options = new ReadOptions(Map.of(), Map.of(), projectZone, null, null, ',', null);
        return new ImportRequest(kind, RowFormat.NDJSON, Decompression.ofContentEncoding(null), options, false);
    }

    /** @throws MusterException for whatever cannot be understood */
    static ImportRequest of(HttpServletRequest request, RowKind kind, ZoneId projectZone) {
        RowFormat format = RowFormat.of(request.getContentType());
        if (format == RowFormat.NDJSON) {
            refuseColumnOptions(request);
        }
        String zone = request.getParameter("zone");
        ReadOptions options = new ReadOptions(
                pairs(request, "map"),
                types(pairs(request, "types")),
                zone == null ? projectZone : Zones.parse(zone),
                request.getParameter("date_format"),
                kind == RowKind.EVENTS ? request.getParameter("name") : null,
                delimiter(request.getParameter("delimiter")),
                request.getParameter("missing"));
        return new ImportRequest(
                kind,
                format,
                Decompression.ofContentEncoding(request.getHeader("Content-Encoding")),
                options,
                flag(request.getParameter("dry_run")));
    }

    private static void refuseColumnOptions(HttpServletRequest request) {
        for (String name : OF_COLUMNS) {
            if (request.getParameter(name) != null) {
                throw new MusterException(
                        ErrorCode.INVALID_REQUEST, name + ": NDJSON has no columns; this is for CSV and Parquet.");
            }
        }
    }

    private static Map<String, String> pairs(HttpServletRequest request, String name) {
        String[] given = request.getParameterValues(name);
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : given == null ? new String[0] : given) {
            int at = pair.lastIndexOf('=');
            if (at < 0 || pairs.put(pair.substring(0, at), pair.substring(at + 1)) != null) {
                throw new MusterException(
                        ErrorCode.INVALID_MAPPING,
                        name + ": '" + pair + "' cannot be; give column=" + (name.equals("map") ? "field" : "type")
                                + ", once for each column.");
            }
        }
        return pairs;
    }

    private static Map<String, ColumnType> types(Map<String, String> given) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        given.forEach((column, type) -> types.put(column, type(column, type)));
        return types;
    }

    private static ColumnType type(String column, String name) {
        return Arrays.stream(ColumnType.values())
                .filter(type -> name(type).equals(name))
                .findFirst()
                .orElseThrow(() -> new MusterException(
                        ErrorCode.INVALID_MAPPING,
                        "types: '" + column + "=" + name + "' has no known type; there are "
                                + Arrays.stream(ColumnType.values())
                                        .map(ImportRequest::name)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static String name(ColumnType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static char delimiter(@Nullable String given) {
        if (given == null) {
            return ',';
        }
        if (given.length() != 1) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST, "delimiter: '" + given + "' has to be one character, such as ;.");
        }
        return given.charAt(0);
    }

    private static boolean flag(@Nullable String given) {
        return switch (given) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new MusterException(
                        ErrorCode.INVALID_REQUEST, "dry_run: '" + given + "' cannot be; give true or false.");
        };
    }
}
