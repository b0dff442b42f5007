package io.muster.cli;

import io.muster.client.CsvOptions;
import io.muster.client.ExportOptions;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the files of an export are made beyond their format. */
final class ExportChoices {
    private static final CsvOptions USUAL_CSV = new CsvOptions(null, null, null, null, null, null);

    @Option(
            names = "--since",
            paramLabel = "EXPORT",
            description = "Only what was added, changed or removed since that earlier export.")
    private @Nullable String since;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "The members that the segment had then, with values of now.")
    private @Nullable Instant asOf;

    @Option(
            names = "--on-stale",
            paramLabel = "WHAT",
            description = "Where the segment is stale: warn, refresh or refuse. What the segment says unless given.")
    private @Nullable String onStale;

    @Option(names = "--part-rows", paramLabel = "ROWS", description = "Several files of at most so many rows.")
    private @Nullable Long partRows;

    @Option(
            names = "--part-bytes",
            paramLabel = "BYTES",
            description = "Several files of at most so many bytes before they are compressed.")
    private @Nullable Long partBytes;

    @Option(names = "--raw", description = "Write texts as they are, though a spreadsheet may take them for formulas.")
    private boolean raw;

    @Option(
            names = "--delimiter",
            paramLabel = "SIGN",
            description = "Between the values of CSV; a comma unless given.")
    private @Nullable String delimiter;

    @Option(
            names = "--quote",
            paramLabel = "SIGN",
            description = "Around values of CSV that need it; a double quote unless given.")
    private @Nullable String quote;

    @Option(names = "--null", paramLabel = "TEXT", description = "What stands for a missing value in CSV.")
    private @Nullable String nullText;

    @Option(names = "--crlf", description = "End the rows of CSV with CR LF.")
    private boolean crlf;

    @Option(names = "--bom", description = "Begin CSV with a byte order mark, by which Excel knows UTF-8.")
    private boolean byteOrderMark;

    @Option(names = "--no-header", description = "Leave the columns' names out of CSV.")
    private boolean noHeader;

    @Option(names = "--retention", paramLabel = "DURATION", description = "How long the server keeps the files.")
    private @Nullable Duration retention;

    @Option(names = "--priority", paramLabel = "PRIORITY", description = "normal or low.")
    private @Nullable String priority;

    @Option(
            names = "--destination",
            paramLabel = "DESTINATION",
            description = "The id or key of a destination that the server copies the files to; waits until they are "
                    + "there.")
    private @Nullable String destination;

    @Option(
            names = "--callback",
            paramLabel = "URL",
            description = "Where the server posts a signed message when the export has come to its end.")
    private @Nullable String callback;

    boolean isDelivered() {
        return destination != null;
    }

    boolean isParted() {
        return partRows != null || partBytes != null;
    }

    ExportOptions options() {
        CsvOptions csv = new CsvOptions(
                delimiter, quote, nullText, crlf ? "crlf" : null, byteOrderMark ? true : null, noHeader ? false : null);
        return ExportOptions.USUAL
                .withCsv(csv.equals(USUAL_CSV) ? null : csv)
                .withRaw(raw ? true : null)
                .withParts(partRows, partBytes)
                .withSinceExport(since)
                .withAsOf(asOf)
                .withOnStale(onStale)
                .withRetention(retention)
                .withPriority(priority)
                .withDestination(destination)
                .withCallbackUrl(callback);
    }
}
