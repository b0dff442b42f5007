package io.muster.server.export;

import io.muster.model.ErrorCode;
import io.muster.server.export.form.Compression;
import io.muster.server.export.form.ExportFormat;
import io.muster.server.export.form.Form;
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
 * @param stored how its files are to be read, null until it has succeeded
 * @param job the job that makes it
 */
public record Export(
        String id,
        String project,
        ExportState state,
        Subject what,
        ExportFormat format,
        Compression compression,
        ExportOptions options,
        List<Column> columns,
        Progress progress,
        @Nullable Failure error,
        @Nullable JsonNode manifest,
        @Nullable StoredColumns stored,
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
     * @param stale why its stored members were stale when the export was asked for; null where they were not
     */
    public record SegmentReference(
            String id,
            String key,
            String name,
            int version,
            @Nullable String stale) {}

    /**
     * A column of the file.
     *
     * @param type of its values; text where they are of several
     * @param source what it has, in full: {@code export_key}, {@code attribute:NAME}, {@code sum(EVENT.PROPERTY)} …
     * @param within the window that a fact of events is about, as it was written; null for all events
     */
    public record Column(
            String name,
            String type,
            String source,
            @Nullable JsonNode within) {
        public Column {
            within = within == null || within.isNull() ? null : within;
        }
    }

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

    /** The same as whoever asks then is told of it: once its time is over it has expired, although its files are still there. */
    Export at(Instant now) {
        Instant end = times.expiresAt();
        boolean over = state == ExportState.SUCCEEDED && end != null && !now.isBefore(end);
        return over ? with(ExportState.EXPIRED, progress) : this;
    }

    /** The same, further on. */
    Export withRowsDone(long rows) {
        return with(
                state,
                new Progress(rows, progress.rowsTotal(), progress.dataVersion(), progress.asOf(), progress.bytes()));
    }

    private Export with(ExportState state, Progress progress) {
        return new Export(
                id,
                project,
                state,
                what,
                format,
                compression,
                options,
                columns,
                progress,
                error,
                manifest,
                stored,
                job,
                times);
    }

    /** The shape that was asked for. */
    public Form form() {
        return new Form(format, compression);
    }

    /** How many files were asked for and made; 0 until it has succeeded. */
    int parts() {
        return manifest == null ? 0 : manifest.path("files").size();
    }

    /** What its files' names begin with. */
    String baseName() {
        return (what.segment() == null ? "export" : what.segment().key()) + "-" + id;
    }
}
