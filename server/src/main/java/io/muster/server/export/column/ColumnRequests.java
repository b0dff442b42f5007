package io.muster.server.export.column;

import io.muster.engine.ExportColumn;
import io.muster.engine.ExportColumn.EventFact;
import io.muster.engine.ExportColumn.Fact;
import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.model.Pointer;
import io.muster.server.http.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the columns of a request. */
public final class ColumnRequests {

    /** Columns that a file can have. */
    public static final int MAX_COLUMNS = 1_000;

    /** Different pairs of an event and a window that columns can be about: each is read once for all. */
    public static final int MAX_EVENTS = 50;

    private final JsonFields fields;

    private ColumnRequests(JsonFields fields) {
        this.fields = fields;
    }

    /**
     * Reads the member {@code columns}; what is wrong with it joins the other faults.
     *
     * @throws MusterException TOO_MANY_COLUMNS
     */
    public static List<AskedColumn> read(JsonFields fields) {
        return fields.node("columns")
                .map(node -> new ColumnRequests(fields).columns(node))
                .orElse(List.of());
    }

    private List<AskedColumn> columns(JsonNode node) {
        if (!node.isArray() || node.isEmpty()) {
            fields.fault("columns", ErrorCode.INVALID_REQUEST, "columns is a list of at least one column.");
            return List.of();
        }
        if (node.size() > MAX_COLUMNS) {
            throw new MusterException(
                    ErrorCode.TOO_MANY_COLUMNS,
                    "columns has " + node.size() + "; a file can have " + MAX_COLUMNS + ".");
        }
        List<AskedColumn> columns = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            column("columns/" + i, node.get(i)).ifPresent(columns::add);
        }
        checkEvents(columns);
        return columns;
    }

    private static void checkEvents(List<AskedColumn> columns) {
        Set<String> groups = new HashSet<>();
        for (AskedColumn column : columns) {
            if (column.source() instanceof EventFact fact) {
                groups.add(fact.event() + " " + column.within());
            }
        }
        if (groups.size() > MAX_EVENTS) {
            throw new MusterException(
                    ErrorCode.TOO_MANY_COLUMNS,
                    "columns are about " + groups.size() + " events or windows; a file can have columns about "
                            + MAX_EVENTS + ".");
        }
    }

    private Optional<AskedColumn> column(String at, JsonNode node) {
        if (node.isString() && !node.stringValue().isEmpty()) {
            return Optional.of(column(ColumnSources.parse(node.stringValue()), null, null));
        }
        return node instanceof ObjectNode object ? object(at, object) : wrong(at, node);
    }

    private static AskedColumn column(ExportColumn.Source source, @Nullable String header, @Nullable JsonNode within) {
        return new AskedColumn(header == null ? ColumnSources.header(source) : header, source, within);
    }

    private Optional<AskedColumn> object(String at, ObjectNode node) {
        Set<String> names = new HashSet<>(node.propertyNames());
        JsonNode window = node.get("within");
        String header = text(node, "as");
        boolean headed = names.remove("as");
        boolean windowed = names.remove("within");
        Optional<ExportColumn.Source> source = source(names, node);
        boolean fact = source.isPresent() && source.get() instanceof EventFact;
        if (source.isEmpty() || (headed && header == null) || (windowed && !fact)) {
            return wrong(at, node);
        }
        if ((windowed && !isWindow(at, window)) || (header != null && !isHeader(at, header))) {
            return Optional.empty();
        }
        return Optional.of(column(source.get(), header, windowed ? window : null));
    }

    private static Optional<ExportColumn.Source> source(Set<String> names, ObjectNode node) {
        if (names.equals(Set.of("attribute")) && text(node, "attribute") != null) {
            return Optional.of(new ExportColumn.Attribute(node.get("attribute").stringValue()));
        }
        if (names.equals(Set.of("column")) && text(node, "column") != null) {
            return Optional.of(ColumnSources.parse(node.get("column").stringValue()));
        }
        boolean event = text(node, "event") != null
                && (names.equals(Set.of("event", "fact")) || names.equals(Set.of("event", "fact", "property")));
        return event ? fact(node) : Optional.empty();
    }

    private static Optional<ExportColumn.Source> fact(ObjectNode node) {
        String property = text(node, "property");
        return Stream.of(Fact.values())
                .filter(fact -> fact.name().toLowerCase(Locale.ROOT).equals(text(node, "fact")))
                .filter(fact -> switch (fact) {
                    case COUNT -> !node.has("property");
                    case FIRST, LAST -> property != null || !node.has("property");
                    case SUM, AVG, MIN, MAX -> property != null;
                })
                .findFirst()
                .map(fact -> new EventFact(fact, node.get("event").stringValue(), property, null));
    }

    private boolean isWindow(String at, JsonNode window) {
        try {
            ColumnWindows.parse(window, Pointer.ROOT);
            return true;
        } catch (MusterException e) {
            String detail =
                    e.errors().stream().map(FieldError::detail).findFirst().orElse(e.detail());
            fields.fault(at + "/within", ErrorCode.INVALID_WINDOW, detail);
            return false;
        }
    }

    /** No file's column can have any other name: the engine would fail later, or write another. */
    private boolean isHeader(String at, String header) {
        boolean whole = StandardCharsets.UTF_8.newEncoder().canEncode(header);
        if (whole && header.indexOf('\0') < 0) {
            return true;
        }
        String what = whole ? "a NUL character" : "half of a sign that takes two (a surrogate)";
        fields.fault(at + "/as", ErrorCode.INVALID_REQUEST, "as has " + what + "; give a name without.");
        return false;
    }

    private static @Nullable String text(ObjectNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() && !value.stringValue().isEmpty() ? value.stringValue() : null;
    }

    private Optional<AskedColumn> wrong(String at, JsonNode node) {
        fields.fault(
                at,
                ErrorCode.WRONG_TYPE,
                "A column is a name such as \"id\" or \"attribute:country\", {\"attribute\": …, \"as\": …},"
                        + " {\"column\": …, \"as\": …}, or {\"event\": …, \"fact\": …, \"property\": …, \"within\": …,"
                        + " \"as\": …}; this is " + node + ".");
        return Optional.empty();
    }
}
