package io.muster.cli;

import io.muster.client.ImportSource;
import io.muster.client.Members;
import io.muster.client.MembersChanged;
import io.muster.client.MembersOptions;
import io.muster.client.RowFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes a static segment's members by a file. */
@Command(
        name = "upload",
        sortOptions = false,
        description = "Add the profiles in a file to a static segment, take them out, or make them its only members.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster segment upload newsletter export.csv.gz",
            "  muster segment upload newsletter bounced.csv --remove --keyspace email --id-column address",
            "  muster segment upload newsletter all.ndjson --replace --unknown hold --dry-run"
        })
final class SegmentUpload extends ServerCommand {
    /** What the file's profiles are to the members. */
    enum Mode {
        ADD,
        REMOVE,
        REPLACE
    }

    @Parameters(index = "0", paramLabel = "SEGMENT", description = "Its id or key.")
    private String segment = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "A file of CSV, NDJSON or Parquet, as its name says, and then .gz, .zst or nothing. "
                    + "- is standard input.")
    private String file = "";

    @Option(names = "--remove", description = "Take them out.")
    private boolean remove;

    @Option(names = "--replace", description = "Make them the only members.")
    private boolean replace;

    @Option(names = "--id-column", paramLabel = "NAME", description = "The column with the keys; id or export_key.")
    private @Nullable String idColumn;

    @Option(names = "--keyspace", paramLabel = "NAME", description = "The keys are identities, such as email.")
    private @Nullable String keyspace;

    @Option(
            names = "--unknown",
            paramLabel = "WHAT",
            description = "What to do with keys that no profile has: skip, hold until it appears, or create.")
    private @Nullable String unknown;

    @Option(names = "--format", paramLabel = "FORMAT", description = "ndjson, csv or parquet, whatever the name is.")
    private @Nullable RowFormat format;

    @Option(names = "--delimiter", paramLabel = "C", description = "The character between CSV columns.")
    private @Nullable Character delimiter;

    @Option(names = "--dry-run", description = "Say what would happen, and change nothing.")
    private boolean dryRun;

    @Option(names = "--rejected", paramLabel = "FILE", description = "Write the rejected rows with reasons here.")
    private @Nullable Path rejected;

    SegmentUpload(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        if (remove && replace) {
            throw usage("Give --remove or --replace, not both.");
        }
        RowFile source = source();
        Members members = project().segments().membersOf(segment);
        MembersChanged changed;
        try (Meter meter = meters().bytes(source.name(), source.source().length())) {
            changed = send(members, source.source(), options().progress(meter));
        }
        if (rejected != null) {
            write(members, changed, rejected);
        }
        print(changed, () -> print(changed));
        return DONE;
    }

    private MembersChanged send(Members members, ImportSource source, MembersOptions options) {
        Mode mode = remove ? Mode.REMOVE : replace ? Mode.REPLACE : Mode.ADD;
        return switch (mode) {
            case ADD -> members.add(source, options);
            case REMOVE -> members.remove(source, options);
            case REPLACE -> members.replace(source, options);
        };
    }

    private RowFile source() {
        try {
            return RowFile.of(file, format, terminal());
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        } catch (IOException e) {
            throw usage("FILE: there is no file '" + file + "' that can be read.");
        }
    }

    private MembersOptions options() {
        MembersOptions options = MembersOptions.DEFAULT;
        options = idColumn == null ? options : options.idColumn(idColumn);
        options = keyspace == null ? options : options.keyspace(keyspace);
        options = unknown == null ? options : options.unknown(unknown);
        Character between = delimiter == null && file.toLowerCase(Locale.ROOT).contains(".tsv")
                ? Character.valueOf('\t')
                : delimiter;
        options = between == null ? options : options.delimiter(between);
        return dryRun ? options.dryRun() : options;
    }

    private static void write(Members members, MembersChanged changed, Path to) throws IOException {
        try (InputStream reasons = members.reasons(changed)) {
            Files.copy(reasons, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void print(MembersChanged changed) {
        out().println(segment + (dryRun ? " would have " : " has ")
                + Words.number(changed.size(), "member", "members") + ": " + Words.number(changed.added()) + " added, "
                + Words.number(changed.removed()) + " removed, by " + Words.number(changed.rows(), "row", "rows")
                + " at data version " + Words.number(changed.dataVersion()));
        if (changed.held() > 0) {
            out().println("  held until their profiles appear: " + Words.number(changed.held()));
        }
        if (changed.created() > 0) {
            out().println("  profiles created: " + Words.number(changed.created()));
        }
        if (changed.suppressed() > 0) {
            out().println("  not created, for they were erased: " + Words.number(changed.suppressed()));
        }
        if (changed.rejected() > 0) {
            out().println("  rejected: " + Words.number(changed.rejected(), "row", "rows")
                    + (rejected == null ? "; --rejected FILE writes them with their reasons" : ", see " + rejected));
            changed.errors().stream()
                    .limit(5)
                    .forEach(error -> out().println("    line " + error.line() + ": " + error.detail()));
        }
    }
}
