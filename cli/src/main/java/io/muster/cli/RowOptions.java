package io.muster.cli;

import io.muster.cli.vendor.Vendor;
import io.muster.client.ImportOptions;
import io.muster.client.RowFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the rows of files are to be read. */
final class RowOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What is in the files, whatever their names are: ndjson, csv or parquet. "
                    + "Standard input is ndjson unless given.")
    private @Nullable RowFormat format;

    @Option(
            names = "--from",
            paramLabel = "SYSTEM",
            description = "Read the files as that system left them: artisan (an export, JSON; profiles), "
                    + "indicative (event batches, JSON; events) or apsis (a report, CSV; profiles).")
    private @Nullable Vendor vendor;

    @Option(
            names = "--map",
            paramLabel = "COLUMN=FIELD",
            mapFallbackValue = "",
            description = "Read a column of CSV or Parquet as this field, attribute or property; "
                    + "COLUMN= leaves it out. Can be given again.")
    private Map<String, String> map = new LinkedHashMap<>();

    @Option(
            names = "--types",
            split = ",",
            paramLabel = "COLUMN=TYPE",
            description = "Fix a column's type: text, number, boolean, date or list. Can be given again.")
    private Map<String, String> types = new LinkedHashMap<>();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The IANA zone of times without an offset. The project's unless given.")
    private @Nullable String zone;

    @Option(
            names = "--date-format",
            paramLabel = "PATTERN",
            description = "How times are written, such as 'dd/MM/yyyy HH:mm'. ISO-8601 unless given.")
    private @Nullable String dateFormat;

    @Option(
            names = "--delimiter",
            paramLabel = "C",
            description = "The character between CSV columns. A comma, or in .tsv files a tab, unless given.")
    private @Nullable Character delimiter;

    @Option(
            names = "--missing",
            paramLabel = "TEXT",
            description = "An unquoted CSV value that stands for a missing one, such as NA. An empty one always does.")
    private @Nullable String missing;

    @Option(names = "--dry-run", description = "Read and check everything, and keep nothing.")
    private boolean dryRun;

    @Nullable
    RowFormat format() {
        return format;
    }

    @Nullable
    Vendor vendor() {
        return vendor;
    }

    /** What stands between CSV columns where nothing else is said. */
    char delimiterOr(char usual) {
        return delimiter == null ? usual : delimiter;
    }

    boolean isDryRun() {
        return dryRun;
    }

    /**
     * For the file of that name.
     *
     * @param fields of columns that nothing is said about; none becomes the id where another column was made that
     */
    ImportOptions of(String fileName, Map<String, String> fields) {
        ImportOptions options = ImportOptions.DEFAULT;
        for (Map.Entry<String, String> each : fields.entrySet()) {
            boolean taken = map.containsKey(each.getKey()) || map.containsValue(each.getValue());
            options = taken ? options : options.map(each.getKey(), each.getValue());
        }
        for (Map.Entry<String, String> each : map.entrySet()) {
            options = options.map(each.getKey(), each.getValue());
        }
        for (Map.Entry<String, String> each : types.entrySet()) {
            options = options.type(each.getKey(), each.getValue());
        }
        options = zone == null ? options : options.zone(zone);
        options = dateFormat == null ? options : options.dateFormat(dateFormat);
        Character between = delimiter == null && isTabbed(fileName) ? Character.valueOf('\t') : delimiter;
        options = between == null ? options : options.delimiter(between);
        options = missing == null ? options : options.missing(missing);
        return dryRun ? options.dryRun() : options;
    }

    private static boolean isTabbed(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".tsv") || name.contains(".tsv.");
    }
}
