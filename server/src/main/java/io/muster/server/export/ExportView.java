package io.muster.server.export;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.muster.server.export.Export.Column;
import io.muster.server.export.Export.Progress;
import io.muster.server.export.Export.SegmentReference;
import io.muster.server.project.Project;
import java.time.Instant;
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
        String format,
        String compression,
        List<Column> columns,
        long rowsDone,
        @Nullable Long rowsTotal,
        @Nullable Long dataVersion,
        @Nullable Instant asOf,
        @Nullable Long bytes,
        @Nullable String file,
        @Nullable String manifest,
        @Nullable FailureView error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt,
        @JsonAnyGetter Map<String, @Nullable Object> extras) {

    /** Why it failed. */
    record FailureView(String code, String detail) {}

    static String path(Project project, Export export) {
        return "/v1/projects/" + project.key() + "/exports/" + export.id();
    }

    static ExportView of(Project project, Export export, Map<String, @Nullable Object> extras) {
        SegmentReference segment = export.what().segment();
        Progress progress = export.progress();
        boolean there = export.state() == ExportState.SUCCEEDED;
        return new ExportView(
                export.id(),
                export.state().code(),
                segment == null ? null : new Manifest.Reference(segment.id(), segment.key(), segment.name()),
                export.what().definition(),
                segment == null ? null : segment.version(),
                export.format().code(),
                export.compression().code(),
                export.columns(),
                progress.rowsDone(),
                progress.rowsTotal(),
                progress.dataVersion(),
                progress.asOf(),
                progress.bytes(),
                there ? path(project, export) + "/file" : null,
                there ? path(project, export) + "/manifest" : null,
                export.error() == null
                        ? null
                        : new FailureView(
                                export.error().code().code(), export.error().detail()),
                export.times().createdAt(),
                export.times().startedAt(),
                export.times().finishedAt(),
                export.times().expiresAt(),
                extras);
    }
}
