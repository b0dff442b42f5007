package io.muster.server.export;

import io.muster.model.ErrorCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request for members as a file, and what became of it.
 *
 * @param what whose rows
 * @param columns as accepted, in order
 * @param manifest the proof as JSON, null until it has succeeded
 * @param job the job that makes it
 */
public record Export(
        String id,
        String project,
        ExportState state,
        Subject what,
        ExportFormat format,
        Compression compression,
        List<Column> columns,
        Progress progress,
        @Nullable Failure error,
        @Nullable JsonNode manifest,
        @Nullable String job,
        Times times) {

    public Export {
        columns = List.copyOf(columns);
    }

    /** Whose rows: a segment's members, those a definition selects, or those named. Exactly one is not null. */
    public record Subject(
            @Nullable SegmentReference segment,
            @Nullable JsonNode definition,
            @Nullable List<String> profiles) {
        public Subject {
            definition = definition == null || definition.isNull() ? null : definition;
        }
    }

    /**
     * The segment as it was when the export was asked for.
     *
     * @param version of the segment, taken when the export started; the present one before that
     */
    public record SegmentReference(String id, String key, String name, int version) {}

    /**
     * A column of the file.
     *
     * @param type of its values; text where they are of several
     * @param source what it has, in full: {@code export_key}, {@code id}, {@code tags}, {@code tag:NAME},
     *     {@code attribute:NAME} or {@code identity:KEYSPACE}
     */
    public record Column(String name, String type, String source) {}

    /** How far it has come; what is null is not known yet. */
    public record Progress(
            long rowsDone,
            @Nullable Long rowsTotal,
            @Nullable Long dataVersion,
            @Nullable Instant asOf,
            @Nullable Long bytes) {
        static final Progress NONE = new Progress(0, null, null, null, null);
    }

    /** Why it failed. */
    public record Failure(ErrorCode code, String detail) {}

    /** When what happened; null for what has not. */
    public record Times(
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant expiresAt) {}

    /** The same, further on. */
    Export withRowsDone(long rows) {
        Progress later =
                new Progress(rows, progress.rowsTotal(), progress.dataVersion(), progress.asOf(), progress.bytes());
        return new Export(id, project, state, what, format, compression, columns, later, error, manifest, job, times);
    }

    /** The file's name, for whoever downloads it. */
    public String fileName() {
        String base = what.segment() == null ? "export" : what.segment().key();
        return base + "-" + id + "." + format.code() + compression.ending();
    }

    /** The file's media type. */
    public String mediaType() {
        return switch (compression) {
            case NONE -> format.mediaType();
            case GZIP -> "application/gzip";
            case ZSTD -> "application/zstd";
        };
    }
}
