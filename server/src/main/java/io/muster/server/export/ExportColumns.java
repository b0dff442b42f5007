package io.muster.server.export;

import io.muster.engine.EngineSnapshot;
import io.muster.engine.ExportColumn;
import io.muster.engine.FieldType;
import io.muster.engine.SegmentEngine;
import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.server.export.Export.Column;
import io.muster.server.export.column.AskedColumn;
import io.muster.server.export.column.ColumnHeaders;
import io.muster.server.export.column.ColumnSources;
import io.muster.server.project.Project;
import io.muster.server.segment.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Columns against what a project has. Thread-safe. */
@Component
public class ExportColumns {

    private final SegmentEngine engine;
    private final Segments segments;

    ExportColumns(SegmentEngine engine, Segments segments) {
        this.engine = engine;
        this.segments = segments;
    }

    /**
     * The columns of a new export.
     *
     * @param asked empty for the usual ones
     * @throws MusterException UNKNOWN_FIELD or UNKNOWN_SEGMENT for what was never seen
     */
    List<Column> of(Project project, List<AskedColumn> asked) {
        try (EngineSnapshot snapshot = engine.snapshot(project.id())) {
            List<AskedColumn> columns = asked.isEmpty()
                    ? ColumnHeaders.made(snapshot.defaultColumns().stream()
                            .map(AskedColumn::of)
                            .toList())
                    : ColumnHeaders.checked(asked);
            return columns(project, snapshot, columns);
        }
    }

    private List<Column> columns(Project project, EngineSnapshot snapshot, List<AskedColumn> asked) {
        List<Column> columns = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            AskedColumn column = asked.get(i);
            Optional<Column> found = column(project, snapshot, column);
            if (found.isPresent()) {
                columns.add(found.get());
            } else {
                errors.add(unknown("/columns/" + i, column.source()));
            }
        }
        if (!errors.isEmpty()) {
            throw new MusterException(
                    errors.getFirst().code(), errors.getFirst().detail(), errors);
        }
        return columns;
    }

    private Optional<Column> column(Project project, EngineSnapshot snapshot, AskedColumn column) {
        return switch (column.source()) {
            case ExportColumn.Segment(String idOrKey) ->
                of(project, idOrKey, column, "boolean", ExportColumn.Segment::new);
            case ExportColumn.Entered(String idOrKey) ->
                of(project, idOrKey, column, "date", ExportColumn.Entered::new);
            default -> snapshot.columnType(column.source()).map(type -> column(column, type));
        };
    }

    /** A column about a segment, which may be called by its id, but is kept by its key. */
    private Optional<Column> of(
            Project project,
            String idOrKey,
            AskedColumn column,
            String type,
            Function<String, ExportColumn.Source> source) {
        return segments.find(project, idOrKey)
                .map(segment ->
                        new Column(column.header(), type, ColumnSources.text(source.apply(segment.key())), null));
    }

    private static Column column(AskedColumn column, FieldType type) {
        return new Column(
                column.header(),
                type.name().toLowerCase(Locale.ROOT),
                ColumnSources.text(column.source()),
                column.within());
    }

    private static FieldError unknown(String at, ExportColumn.Source source) {
        return switch (source) {
            case ExportColumn.Segment(String segment) -> unknownSegment(at, segment);
            case ExportColumn.Entered(String segment) -> unknownSegment(at, segment);
            default ->
                new FieldError(
                        at,
                        ErrorCode.UNKNOWN_FIELD,
                        "\"" + ColumnSources.text(source) + "\" has never been seen in this project.");
        };
    }

    private static FieldError unknownSegment(String at, String segment) {
        return new FieldError(
                at, ErrorCode.UNKNOWN_SEGMENT, "There is no segment with the id or key \"" + segment + "\".");
    }

    /**
     * Columns that can be asked for: everything about profiles and, of each event, how often and when; with an event's name,
     * everything about that event.
     */
    public List<Column> all(Project project, @Nullable String event) {
        try (EngineSnapshot snapshot = engine.snapshot(project.id())) {
            Stream<ExportColumn.Source> sources = snapshot.columnSources(event).stream();
            Stream<ExportColumn.Source> ofSegments =
                    event == null ? segments.keys(project).stream().flatMap(ExportColumns::about) : Stream.empty();
            return Stream.concat(sources, ofSegments)
                    .map(source -> new AskedColumn(ColumnSources.header(source), source, null))
                    .map(column ->
                            column(column, snapshot.columnType(column.source()).orElse(FieldType.TEXT)))
                    .toList();
        }
    }

    private static Stream<ExportColumn.Source> about(String segment) {
        return Stream.of(new ExportColumn.Segment(segment), new ExportColumn.Entered(segment));
    }
}
