package io.muster.server.export.column;

import io.muster.engine.ExportColumn;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A column as asked for.
 *
 * @param header its name in the file
 * @param source without a window, which depends on when the export is made
 * @param within the window of a fact of events as written, or null for all events
 */
public record AskedColumn(
        String header, ExportColumn.Source source, @Nullable JsonNode within) {

    public static AskedColumn of(ExportColumn column) {
        return new AskedColumn(column.header(), column.source(), null);
    }

    AskedColumn withHeader(String other) {
        return new AskedColumn(other, source, within);
    }
}
