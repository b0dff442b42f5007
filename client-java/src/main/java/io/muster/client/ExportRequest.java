package io.muster.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file to ask for: one row for each member of a segment, each profile of a definition, or each profile named. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExportRequest(
        @Nullable String segment,
        @Nullable Definition definition,
        @Nullable List<String> profiles,
        @Nullable List<ColumnRequest> columns,
        ExportFormat format,
        Compression compression,
        @JsonUnwrapped ExportOptions options) {

    /** The members of a segment, by id or key, as CSV. */
    public static ExportRequest ofSegment(String idOrKey) {
        return new ExportRequest(idOrKey, null, null, null, ExportFormat.CSV, Compression.NONE, ExportOptions.USUAL);
    }

    /** The profiles that a definition selects, as CSV. */
    public static ExportRequest ofDefinition(Definition definition) {
        return new ExportRequest(null, definition, null, null, ExportFormat.CSV, Compression.NONE, ExportOptions.USUAL);
    }

    /** These profiles, as CSV. */
    public static ExportRequest ofProfiles(List<String> profiles) {
        return new ExportRequest(
                null, null, List.copyOf(profiles), null, ExportFormat.CSV, Compression.NONE, ExportOptions.USUAL);
    }

    /** The file's columns, in order; {@code export_key}, {@code id} and every attribute unless given. */
    public ExportRequest withColumns(String... sources) {
        return withColumns(List.of(sources).stream().map(ColumnRequest::of).toList());
    }

    /** The file's columns, in order; {@code export_key}, {@code id} and every attribute unless given. */
    public ExportRequest withColumns(List<ColumnRequest> value) {
        return new ExportRequest(segment, definition, profiles, List.copyOf(value), format, compression, options);
    }

    public ExportRequest withFormat(ExportFormat value) {
        return new ExportRequest(segment, definition, profiles, columns, value, compression, options);
    }

    /** Only CSV, NDJSON and JSON files can be compressed as a whole. */
    public ExportRequest withCompression(Compression value) {
        return new ExportRequest(segment, definition, profiles, columns, format, value, options);
    }

    /** How the files are made beyond that. */
    public ExportRequest withOptions(ExportOptions value) {
        return new ExportRequest(segment, definition, profiles, columns, format, compression, value);
    }
}
