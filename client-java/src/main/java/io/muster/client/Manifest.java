package io.muster.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The proof of an export: what it was made from, how many rows it has, and the SHA-256 of each file.
 *
 * @param stale why the segment's members were not of now, where that was accepted; else null
 * @param membership the earlier members that the rows are of; null for those of {@code asOf}
 * @param profiles what became of the profiles that were named; null where none were
 * @param delta what differs from an earlier export; null for an export of everything
 */
public record Manifest(
        String export,
        Reference project,
        @Nullable Reference segment,
        @Nullable JsonNode definition,
        @Nullable Integer definitionVersion,
        @Nullable String stale,
        long dataVersion,
        Instant asOf,
        @Nullable ManifestMembership membership,
        @Nullable ManifestProfiles profiles,
        String zone,
        List<ResolvedWindow> windows,
        List<Column> columns,
        ManifestRows rows,
        @Nullable ManifestDelta delta,
        List<ManifestFile> files,
        Instant createdAt) {
    public Manifest {
        definition = Nodes.orNull(definition);
        windows = Lists.copy(windows);
        columns = Lists.copy(columns);
        files = Lists.copy(files);
    }

    /** Itself, if its numbers agree with each other. */
    Manifest proven() {
        long written = files.stream().mapToLong(ManifestFile::rows).sum();
        if (rows.expected() != rows.written() || rows.distinct() != rows.written() || written != rows.written()) {
            throw new MusterDownloadException("The manifest of export " + export + " contradicts itself: "
                    + rows.expected() + " rows expected, " + rows.written() + " written, " + rows.distinct()
                    + " distinct, " + written + " in its files.");
        }
        return this;
    }
}
