package io.muster.server.export;

import io.muster.model.condition.ResolvedWindow;
import io.muster.server.export.Export.Column;
import io.muster.server.export.StoredColumns.StoredColumn;
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
        @Nullable String stale,
        long dataVersion,
        Instant asOf,
        @Nullable Then membership,
        @Nullable Named profiles,
        String zone,
        List<ResolvedWindow> windows,
        List<Column> columns,
        List<StoredColumn> schema,
        Rows rows,
        @Nullable Delta delta,
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
    record Rows(long expected, long written, long distinct) {}

    /** The membership of an earlier instant that the rows are of; their values are those of the manifest's own data version. */
    record Then(Instant asOf, long dataVersion, int definitionVersion) {}

    /**
     * Profiles that were named.
     *
     * @param asked how many different ids
     * @param missing how many of these nobody has
     */
    record Named(int asked, int missing) {}

    /**
     * What differs from an earlier export, row by row; its rows in all are those of the files.
     *
     * @param before rows that the earlier one had
     * @param now profiles that are selected now
     */
    record Delta(String sinceExport, long before, long now, long added, long changed, long removed) {}

    /** @param location where it is outside of this server, as {@code s3://bucket/key}; null where it is not */
    record FileEntry(
            String name,
            long bytes,
            String sha256,
            long rows,
            @Nullable String location) {}
}
