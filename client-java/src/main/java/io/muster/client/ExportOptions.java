package io.muster.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an export is made beyond its format; what is null is as usual.
 *
 * @param csv how CSV files are written
 * @param raw whether texts that look like formulas are written as they are
 * @param partRows rows of one file
 * @param partBytes bytes of one file before it is compressed
 * @param sinceExport only what differs from that earlier export
 * @param asOf the segment's members at that instant
 * @param onStale {@code warn}, {@code refresh} or {@code refuse} where the segment is stale
 * @param retention how long the files are kept
 * @param priority {@code normal} or {@code low}
 * @param destination the id or key of a destination that the files are copied to as well
 * @param callbackUrl what is told when the export has come to its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExportOptions(
        @Nullable CsvOptions csv,
        @Nullable Boolean raw,
        @Nullable Long partRows,
        @Nullable Long partBytes,
        @Nullable String sinceExport,
        @Nullable Instant asOf,
        @Nullable String onStale,
        @Nullable Duration retention,
        @Nullable String priority,
        @Nullable String destination,
        @Nullable String callbackUrl) {

    public static final ExportOptions USUAL =
            new ExportOptions(null, null, null, null, null, null, null, null, null, null, null);

    public ExportOptions withCsv(@Nullable CsvOptions value) {
        return new ExportOptions(
                value,
                raw,
                partRows,
                partBytes,
                sinceExport,
                asOf,
                onStale,
                retention,
                priority,
                destination,
                callbackUrl);
    }

    /** Write texts as they are, though a spreadsheet may take them for formulas. */
    public ExportOptions withRaw(@Nullable Boolean value) {
        return new ExportOptions(
                csv,
                value,
                partRows,
                partBytes,
                sinceExport,
                asOf,
                onStale,
                retention,
                priority,
                destination,
                callbackUrl);
    }

    /** Several files, each of at most so many rows or bytes; null for no such limit. */
    public ExportOptions withParts(@Nullable Long rows, @Nullable Long bytes) {
        return new ExportOptions(
                csv, raw, rows, bytes, sinceExport, asOf, onStale, retention, priority, destination, callbackUrl);
    }

    /** Only what was added, changed or removed since that earlier export. */
    public ExportOptions withSinceExport(@Nullable String value) {
        return new ExportOptions(
                csv, raw, partRows, partBytes, value, asOf, onStale, retention, priority, destination, callbackUrl);
    }

    /** The members that the segment had then; the values of the columns are those of now. */
    public ExportOptions withAsOf(@Nullable Instant value) {
        return new ExportOptions(
                csv,
                raw,
                partRows,
                partBytes,
                sinceExport,
                value,
                onStale,
                retention,
                priority,
                destination,
                callbackUrl);
    }

    /** What to do where the segment is stale: {@code warn}, {@code refresh} or {@code refuse}. Its own word unless given. */
    public ExportOptions withOnStale(@Nullable String value) {
        return new ExportOptions(
                csv, raw, partRows, partBytes, sinceExport, asOf, value, retention, priority, destination, callbackUrl);
    }

    public ExportOptions withRetention(@Nullable Duration value) {
        return new ExportOptions(
                csv, raw, partRows, partBytes, sinceExport, asOf, onStale, value, priority, destination, callbackUrl);
    }

    public ExportOptions withPriority(@Nullable String value) {
        return new ExportOptions(
                csv, raw, partRows, partBytes, sinceExport, asOf, onStale, retention, value, destination, callbackUrl);
    }

    /** Have the files copied to that destination as well, by its id or key. */
    public ExportOptions withDestination(@Nullable String value) {
        return new ExportOptions(
                csv, raw, partRows, partBytes, sinceExport, asOf, onStale, retention, priority, value, callbackUrl);
    }

    /** Have a message, signed with the {@link CallbackSecret}, posted there when the export has come to its end. */
    public ExportOptions withCallbackUrl(@Nullable String value) {
        return new ExportOptions(
                csv, raw, partRows, partBytes, sinceExport, asOf, onStale, retention, priority, destination, value);
    }
}
