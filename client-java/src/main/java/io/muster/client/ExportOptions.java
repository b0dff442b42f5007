package io.muster.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an export is made beyond its format; what is null is as usual.
 *
 * @param csv how CSV files are written
 * @param raw whether texts that look like formulas are written as they are
 * @param partRows rows of one file
 * @param partBytes bytes of one file before it is compressed
 * @param sinceExport only what differs from that earlier export
 * @param retention how long the files are kept
 * @param priority {@code normal} or {@code low}
 * @param destination the id or key of a destination that the files are copied to as well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExportOptions(
        @Nullable CsvOptions csv,
        @Nullable Boolean raw,
        @Nullable Long partRows,
        @Nullable Long partBytes,
        @Nullable String sinceExport,
        @Nullable Duration retention,
        @Nullable String priority,
        @Nullable String destination) {

    public static final ExportOptions USUAL = new ExportOptions(null, null, null, null, null, null, null, null);

    public ExportOptions withCsv(@Nullable CsvOptions value) {
        return new ExportOptions(value, raw, partRows, partBytes, sinceExport, retention, priority, destination);
    }

    /** Write texts as they are, though a spreadsheet may take them for formulas. */
    public ExportOptions withRaw(@Nullable Boolean value) {
        return new ExportOptions(csv, value, partRows, partBytes, sinceExport, retention, priority, destination);
    }

    /** Several files, each of at most so many rows or bytes; null for no such limit. */
    public ExportOptions withParts(@Nullable Long rows, @Nullable Long bytes) {
        return new ExportOptions(csv, raw, rows, bytes, sinceExport, retention, priority, destination);
    }

    public ExportOptions withSinceExport(@Nullable String value) {
        return new ExportOptions(csv, raw, partRows, partBytes, value, retention, priority, destination);
    }

    public ExportOptions withRetention(@Nullable Duration value) {
        return new ExportOptions(csv, raw, partRows, partBytes, sinceExport, value, priority, destination);
    }

    public ExportOptions withPriority(@Nullable String value) {
        return new ExportOptions(csv, raw, partRows, partBytes, sinceExport, retention, value, destination);
    }

    /** Have the files copied to that destination as well, by its id or key. */
    public ExportOptions withDestination(@Nullable String value) {
        return new ExportOptions(csv, raw, partRows, partBytes, sinceExport, retention, priority, value);
    }
}
