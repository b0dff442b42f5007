package io.muster.server.export;

import io.muster.engine.ExportColumn;
import io.muster.engine.ExportColumn.Source;

/** Columns as callers write them. */
final class ColumnSources {

    private ColumnSources() {}

    /** Reads a column's name; one without a prefix that is known is an attribute's. */
    static Source parse(String text) {
        return switch (text) {
            case "export_key" -> new ExportColumn.ExportKey();
            case "id" -> new ExportColumn.Id();
            case "tags" -> new ExportColumn.Tags();
            default -> prefixed(text);
        };
    }

    /** The full form, which {@link #parse} reads back. */
    static String text(Source source) {
        return switch (source) {
            case ExportColumn.ExportKey() -> "export_key";
            case ExportColumn.Id() -> "id";
            case ExportColumn.Tags() -> "tags";
            case ExportColumn.Tag(var name) -> "tag:" + name;
            case ExportColumn.Attribute(var name) -> "attribute:" + name;
            case ExportColumn.Identity(var keyspace) -> "identity:" + keyspace;
        };
    }

    /** What the column is called in the file unless the caller says otherwise. */
    static String header(Source source) {
        return source instanceof ExportColumn.Attribute(var name) ? name : text(source);
    }

    private static Source prefixed(String text) {
        if (text.startsWith("attribute:")) {
            return new ExportColumn.Attribute(text.substring("attribute:".length()));
        }
        if (text.startsWith("tag:")) {
            return new ExportColumn.Tag(text.substring("tag:".length()));
        }
        if (text.startsWith("identity:")) {
            return new ExportColumn.Identity(text.substring("identity:".length()));
        }
        return new ExportColumn.Attribute(text);
    }
}
