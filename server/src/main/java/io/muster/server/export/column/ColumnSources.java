package io.muster.server.export.column;

import io.muster.engine.ExportColumn;
import io.muster.engine.ExportColumn.EventFact;
import io.muster.engine.ExportColumn.Fact;
import io.muster.engine.ExportColumn.Source;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Columns as callers write them. */
public final class ColumnSources {

    private static final String EVENT = "('(?:[^']|'')+'|[^'.()]+)";
    private static final Pattern COUNT = Pattern.compile("count\\(" + EVENT + "\\)");
    private static final Pattern TOTAL = Pattern.compile("(sum|avg|min|max)\\(" + EVENT + "\\.(.+)\\)", Pattern.DOTALL);
    private static final Pattern EXTREME =
            Pattern.compile("(first|last)\\(" + EVENT + "\\)(?:\\.(.+))?", Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("[^'.()]+");

    private ColumnSources() {}

    /** Reads a column's name; one that is of no known form is an attribute's. */
    public static Source parse(String text) {
        return switch (text) {
            case "export_key" -> new ExportColumn.ExportKey();
            case "id" -> new ExportColumn.Id();
            case "tags" -> new ExportColumn.Tags();
            case "segments" -> new ExportColumn.Segments();
            case "first_seen" -> new ExportColumn.FirstSeen();
            case "last_seen" -> new ExportColumn.LastSeen();
            default -> fact(text).orElseGet(() -> prefixed(text));
        };
    }

    /** The full form, which {@link #parse} reads back; a window is no part of it. */
    public static String text(Source source) {
        return switch (source) {
            case ExportColumn.ExportKey() -> "export_key";
            case ExportColumn.Id() -> "id";
            case ExportColumn.Tags() -> "tags";
            case ExportColumn.Segments() -> "segments";
            case ExportColumn.FirstSeen() -> "first_seen";
            case ExportColumn.LastSeen() -> "last_seen";
            case ExportColumn.Tag(var name) -> "tag:" + name;
            case ExportColumn.Attribute(var name) -> "attribute:" + name;
            case ExportColumn.Nested(var name) -> "nested:" + name;
            case ExportColumn.Identity(var keyspace) -> "identity:" + keyspace;
            case ExportColumn.Segment(var name) -> "segment:" + name;
            case ExportColumn.Entered(var name) -> "entered:" + name;
            case EventFact fact -> text(fact);
        };
    }

    /** What the column is called in the file unless the caller says otherwise. */
    public static String header(Source source) {
        String text = text(source);
        boolean named = source instanceof ExportColumn.Attribute || source instanceof ExportColumn.Nested;
        return named ? text.substring(text.indexOf(':') + 1) : text;
    }

    private static String text(EventFact fact) {
        String event = PLAIN.matcher(fact.event()).matches()
                ? fact.event()
                : "'" + fact.event().replace("'", "''") + "'";
        String name = fact.fact().name().toLowerCase(Locale.ROOT);
        String property = fact.property() == null ? "" : "." + fact.property();
        return switch (fact.fact()) {
            case FIRST, LAST -> name + "(" + event + ")" + property;
            case COUNT, SUM, AVG, MIN, MAX -> name + "(" + event + property + ")";
        };
    }

    private static Optional<Source> fact(String text) {
        Matcher count = COUNT.matcher(text);
        if (count.matches()) {
            return Optional.of(new EventFact(Fact.COUNT, event(count.group(1)), null, null));
        }
        for (Pattern pattern : new Pattern[] {TOTAL, EXTREME}) {
            Matcher parts = pattern.matcher(text);
            if (parts.matches()) {
                Fact fact = Fact.valueOf(parts.group(1).toUpperCase(Locale.ROOT));
                return Optional.of(new EventFact(fact, event(parts.group(2)), parts.group(3), null));
            }
        }
        return Optional.empty();
    }

    private static String event(String text) {
        return text.startsWith("'") ? text.substring(1, text.length() - 1).replace("''", "'") : text;
    }

    private static Source prefixed(String text) {
        int colon = text.indexOf(':');
        String rest = text.substring(colon + 1);
        if (rest.isEmpty()) {
            return new ExportColumn.Attribute(text);
        }
        return switch (text.substring(0, Math.max(colon, 0))) {
            case "attribute" -> new ExportColumn.Attribute(rest);
            case "nested" -> new ExportColumn.Nested(rest);
            case "tag" -> new ExportColumn.Tag(rest);
            case "identity" -> new ExportColumn.Identity(rest);
            case "segment" -> new ExportColumn.Segment(rest);
            case "entered" -> new ExportColumn.Entered(rest);
            default -> new ExportColumn.Attribute(text);
        };
    }
}
