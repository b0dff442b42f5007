package io.muster.server.export;

import io.muster.engine.EngineSnapshot.WrittenRows;
import io.muster.model.condition.ResolvedWindow;
import io.muster.server.export.Export.Column;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The proof of an export, as callers see it. */
record Manifest(
        String export,
        Reference project,
        @Nullable Reference segment,
        @Nullable JsonNode definition,
        @Nullable Integer definitionVersion,
        long dataVersion,
        Instant asOf,
        String zone,
        List<ResolvedWindow> windows,
        List<Column> columns,
        Rows rows,
        List<FileEntry> files,
        Instant createdAt) {

    record Reference(String id, String key, String name) {}

    /**
     * Three numbers that are the same, or the export fails.
     *
     * @param expected profiles selected
     * @param written rows in the files
     * @param distinct different profiles among these
     */
    record Rows(long expected, long written, long distinct) {
        static Rows of(long expected, WrittenRows written) {
            return new Rows(expected, written.rows(), written.distinct());
        }
    }

    record FileEntry(String name, long bytes, String sha256, long rows) {}
}
