package io.muster.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The proof of an export: what it was made from, how many rows it has, and the SHA-256 of each file. */
public record Manifest(
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
        ManifestRows rows,
        List<ManifestFile> files,
        Instant createdAt) {
    public Manifest {
        definition = Nodes.orNull(definition);
        windows = Lists.copy(windows);
        columns = Lists.copy(columns);
        files = Lists.copy(files);
    }
}
