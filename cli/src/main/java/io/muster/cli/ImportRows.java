package io.muster.cli;

import io.muster.cli.vendor.Vendor;
import io.muster.cli.vendor.VendorRows;
import io.muster.client.ImportOptions;
import io.muster.client.ImportResult;
import io.muster.client.ImportSource;
import io.muster.client.Imports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What importing profiles and importing events have in common: files in, sums and rejected rows out. */
abstract class ImportRows extends ServerCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Files of NDJSON, CSV or Parquet, as their names say: .ndjson, .jsonl, .csv, .tsv or .parquet, "
                            + "and then .gz, .zst or nothing. - is standard input.")
    private List<String> files = List.of();

    @Mixin
    private final RowOptions options = new RowOptions();

    @Option(
            names = "--rejected",
            paramLabel = "FILE",
            description = "Write the rejected rows with their reasons here, as NDJSON: the first 100 of each file.")
    private @Nullable Path rejected;

    ImportRows(Terminal terminal) {
        super(terminal);
    }

    abstract ImportResult send(Imports imports, ImportSource rows, ImportOptions options);

    /** Whether the rows are events; else they are profiles. */
    abstract boolean areEvents();

    /** A file and what has to be said about its columns. */
    private record Sendable(RowFile file, Map<String, String> fields) {}

    @Override
    public final Integer call() throws IOException {
        List<Sendable> sources = sources();
        Imports imports = project().imports();
        List<FileImport> done = new ArrayList<>();
        try (RejectedRows rejects = new RejectedRows(rejected)) {
            for (Sendable each : sources) {
                FileImport result = send(imports, each);
                rejects.write(each.file(), result.result().errors());
                done.add(result);
            }
        }
        ImportSummary summary = ImportSummary.of(done);
        print(summary, () -> summary.print(out(), rejected, options.isDryRun()));
        return summary.nothingKept() ? FAILED : DONE;
    }

    private FileImport send(Imports imports, Sendable sendable) throws IOException {
        RowFile file = sendable.file();
        long begin = System.nanoTime();
        try (Meter meter = meters().bytes(file.name(), file.source().length())) {
            ImportResult result =
                    send(imports, file.source(), options.of(file.name(), sendable.fields()).progress(meter));
            return FileImport.of(file.name(), result, System.nanoTime() - begin);
        }
    }

    /** All of them before any is sent, so that a slip in the last name is told at once. */
    private List<Sendable> sources() {
        List<Sendable> sources = new ArrayList<>();
        for (String file : files) {
            try {
                Vendor vendor = options.vendor();
                sources.add(
                        vendor == null
                                ? new Sendable(RowFile.of(file, options.format(), terminal()), Map.of())
                                : ofVendor(vendor, file));
            } catch (IllegalArgumentException e) {
                throw usage(file + ": " + e.getMessage());
            } catch (IOException e) {
                throw usage("FILE: there is no file '" + file + "' that can be read.");
            }
        }
        return sources;
    }

    private Sendable ofVendor(Vendor vendor, String file) throws IOException {
        String name = vendor.name().toLowerCase(Locale.ROOT);
        if (vendor.hasEvents() != areEvents()) {
            throw new IllegalArgumentException(
                    "Files of " + name + " have " + (vendor.hasEvents() ? "events" : "profiles") + "; import these.");
        }
        if (options.format() != null || file.equals("-")) {
            throw new IllegalArgumentException("--from " + name + " needs a file, and says its --format by itself.");
        }
        VendorRows rows = VendorRows.of(vendor, RowFile.opener(file), options.delimiterOr(','));
        return new Sendable(RowFile.of(rows, file), rows.fields());
    }
}
