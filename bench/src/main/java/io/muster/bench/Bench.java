package io.muster.bench;

import io.muster.bench.BenchRun.Part;
import io.muster.bench.data.Sizes;
import io.muster.bench.report.MarkdownReport;
import io.muster.bench.report.Report;
import io.muster.bench.report.ReportFiles;
import io.muster.bench.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 measured, aims met or not; 1 failed or answered wrongly; 2 bad usage. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Measures Muster over HTTP beside plain DuckDB, on made-up data, and writes bench/results.")
final class Bench implements Callable<Integer> {

    @Option(names = "--profiles", paramLabel = "N", description = "How many profiles: 5_000_000 unless given.")
    private long profiles = Sizes.FULL_PROFILES;

    @Option(names = "--events", paramLabel = "N", description = "How many events: 100_000_000 unless given.")
    private long events = Sizes.FULL_EVENTS;

    @Option(names = "--small", description = "200,000 profiles and 4,000,000 events.")
    private boolean small;

    @Option(names = "--seed", paramLabel = "N", description = "Other data of the same kind: 42 unless given.")
    private long seed = 42;

    @Option(names = "--only", paramLabel = "WHAT", split = ",", description = "Of ${COMPLETION-CANDIDATES}.")
    private Set<Part> only = EnumSet.allOf(Part.class);

    @Option(names = "--runs", paramLabel = "N", description = "Runs that a median is of: 5 unless given.")
    private int runs = 5;

    @Option(names = "--heap", paramLabel = "SIZE", description = "The server's -Xmx: 1g unless given.")
    private String heap = "1g";

    @Option(names = "--server", paramLabel = "ARG", description = "One more argument for the server; may be repeated.")
    private List<String> serverArguments = List.of();

    @Option(names = "--keep", paramLabel = "DIR", description = "Work there and keep what the next run can use again.")
    private @Nullable Path keep;

    @Option(names = "--write-docs", description = "Put the figures into docs/benchmarks.md.")
    private boolean writeDocs;

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(long.class, text -> Long.parseLong(text.replace("_", "")))
                .setExecutionExceptionHandler((failure, line, parsed) -> fail(failure));
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        Path root = Path.of(System.getProperty("bench.root", "."));
        Sizes sizes = sizes();
        ServerSettings server = new ServerSettings(root, heap, serverArguments);
        Report report;
        try (Workspace workspace = Workspace.open(keep, sizes)) {
            report = new BenchRun(sizes, only, runs, server, workspace)
                    .run(System.getProperty("bench.revision", "unknown"));
        }
        System.out.println(MarkdownReport.write(report));
        ReportFiles files = new ReportFiles(root);
        files.write(report);
        if (writeDocs) {
            files.writeDocs(report);
        }
        return 0;
    }

    private Sizes sizes() {
        if (runs < 1) {
            throw new ParameterException(commandLine(), "--runs is " + runs + "; at least 1 is needed");
        }
        try {
            return small ? Sizes.of(Sizes.SMALL_PROFILES, Sizes.SMALL_EVENTS, seed) : Sizes.of(profiles, events, seed);
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(commandLine(), refused.getMessage(), refused);
        }
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec, "picocli sets it").commandLine();
    }

    private static int fail(Exception failure) {
        System.err.println("bench: " + failure.getMessage());
        if (!(failure instanceof BenchFailure)) {
            failure.printStackTrace();
        }
        return 1;
    }
}
