package io.muster.cli;

import io.muster.client.RowError;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of all files' rows. */
record ImportSummary(
        List<FileImport> files,
        long accepted,
        long rejected,
        long duplicates,
        long suppressed,
        long dataVersion,
        long milliseconds) {
    private static final int SHOWN = 5;

    static ImportSummary of(List<FileImport> files) {
        return new ImportSummary(
                List.copyOf(files),
                files.stream().mapToLong(each -> each.result().accepted()).sum(),
                files.stream().mapToLong(each -> each.result().rejected()).sum(),
                files.stream().mapToLong(each -> each.result().duplicates()).sum(),
                files.stream().mapToLong(each -> each.result().suppressed()).sum(),
                files.stream()
                        .mapToLong(each -> each.result().dataVersion())
                        .max()
                        .orElse(0),
                files.stream().mapToLong(FileImport::milliseconds).sum());
    }

    /** Whether there were rows and not one was good. */
    boolean nothingKept() {
        return accepted == 0 && duplicates == 0 && rejected > 0;
    }

    void print(PrintWriter out, @Nullable Path rejectedRows, boolean dryRun) {
        for (FileImport each : files) {
            print(each, out, rejectedRows);
        }
        if (files.size() > 1) {
            out.println("all files: " + counts(accepted, rejected, duplicates, suppressed) + speed(rows(), took()));
        }
        if (dryRun) {
            out.println("This was a dry run: nothing was kept.");
        } else {
            out.println("data version " + Words.number(dataVersion));
        }
        if (rejectedRows != null && rejected > 0) {
            out.println("rejected rows and their reasons: " + rejectedRows);
        }
    }

    private static void print(FileImport file, PrintWriter out, @Nullable Path rejectedRows) {
        out.println(file.file() + ": "
                + counts(
                        file.result().accepted(),
                        file.result().rejected(),
                        file.result().duplicates(),
                        file.result().suppressed())
                + speed(file.rows(), file.took()));
        List<RowError> errors = file.result().errors();
        for (RowError error : errors.subList(0, Math.min(SHOWN, errors.size()))) {
            out.println("  line " + error.line() + ": " + error.detail() + " (" + error.code() + ")");
        }
        long more = file.result().rejected() - SHOWN;
        if (more > 0) {
            String where = rejectedRows == null ? "; --rejected FILE writes the first 100 to a file" : "";
            out.println("  and " + Words.number(more) + " more" + where);
        }
    }

    private static String counts(long accepted, long rejected, long duplicates, long suppressed) {
        return Words.number(accepted) + " accepted, " + Words.number(rejected) + " rejected, "
                + Words.number(duplicates, "duplicate", "duplicates")
                + (suppressed == 0 ? "" : ", " + Words.number(suppressed) + " suppressed");
    }

    private static String speed(long rows, Duration took) {
        return " in " + Words.duration(took) + " (" + Words.rate(rows, took, "rows") + ")";
    }

    private long rows() {
        return accepted + rejected + duplicates + suppressed;
    }

    private Duration took() {
        return Duration.ofMillis(milliseconds);
    }
}
