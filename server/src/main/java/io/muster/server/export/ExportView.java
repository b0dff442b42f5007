package io.muster.server.export;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.engine.CsvDialect;
import io.muster.server.export.Export.Column;
import io.muster.server.export.Export.Progress;
import io.muster.server.export.Export.SegmentReference;
import io.muster.server.project.Project;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An export as callers see it.
 *
 * @param extras members that other parts add
 */
record ExportView(
        String id,
        String state,
        Manifest.@Nullable Reference segment,
        @Nullable JsonNode definition,
        @Nullable Integer definitionVersion,
        @Nullable String stale,
        String format,
        String compression,
        Csv csv,
        boolean raw,
        @Nullable Long partRows,
        @Nullable Long partBytes,
        @Nullable String sinceExport,
        @Nullable Instant membersAsOf,
        @Nullable String retention,
        String priority,
        @Nullable Integer queuePosition,
        List<Column> columns,
        long rowsDone,
        @Nullable Long rowsTotal,
        @Nullable Long dataVersion,
        @Nullable Instant asOf,
        @Nullable Long bytes,
        @Nullable String file,
        List<String> files,
        @Nullable String manifest,
        @Nullable FailureView error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt,
        @JsonAnyGetter Map<String, @Nullable Object> extras) {

    /** How its CSV files are written. */
    record Csv(
            String delimiter,
            String quote,
            @JsonProperty("null") String nullText,
            String lineEnd,
            boolean byteOrderMark,
            boolean header) {
        static Csv of(CsvDialect dialect) {
            return new Csv(
                    String.valueOf(dialect.delimiter()),
                    String.valueOf(dialect.quote()),
                    dialect.nullText(),
                    dialect.crlf() ? "crlf" : "lf",
                    dialect.byteOrderMark(),
                    dialect.header());
        }
    }

    /** Why it failed. */
    record FailureView(String code, String detail) {
        static @Nullable FailureView of(Export.@Nullable Failure failure) {
            return failure == null ? null : new FailureView(failure.code().code(), failure.detail());
        }
    }

    static String path(Project project, Export export) {
        return "/v1/projects/" + project.key() + "/exports/" + export.id();
    }

    static ExportView of(
            Project project, Export export, @Nullable Integer queuePosition, Map<String, @Nullable Object> extras) {
        SegmentReference segment = export.what().segment();
        Progress progress = export.progress();
        ExportOptions options = export.options();
        boolean there = export.state() == ExportState.SUCCEEDED;
        String path = path(project, export);
        return new ExportView(
                export.id(),
                export.state().code(),
                segment == null ? null : new Manifest.Reference(segment.id(), segment.key(), segment.name()),
                export.what().definition(),
                segment == null ? null : segment.version(),
                segment == null ? null : segment.stale(),
                export.format().code(),
                export.compression().code(),
                Csv.of(options.dialect()),
                !options.dialect().guarded(),
                options.partRows(),
                options.partBytes(),
                options.sinceExport(),
                options.asOf(),
                options.retention(),
                options.priority().code(),
                queuePosition,
                export.columns(),
                progress.rowsDone(),
                progress.rowsTotal(),
                progress.dataVersion(),
                progress.asOf(),
                progress.bytes(),
                there ? path + "/file" : null,
                there ? files(path, export) : List.of(),
                there ? path + "/manifest" : null,
                FailureView.of(export.error()),
                export.times().createdAt(),
                export.times().startedAt(),
                export.times().finishedAt(),
                export.times().expiresAt(),
                extras);
    }

    private static List<String> files(String path, Export export) {
        List<String> files = new ArrayList<>();
        for (int part = 1; part <= export.parts(); part++) {
            files.add(path + "/files/" + part);
        }
        return files;
    }
}
