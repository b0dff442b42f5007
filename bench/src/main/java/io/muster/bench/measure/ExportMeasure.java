package io.muster.bench.measure;

import io.muster.bench.BenchFailure;
import io.muster.bench.reference.PostgresReference;
import io.muster.bench.reference.ReferenceDatabase;
import io.muster.bench.report.Result;
import io.muster.bench.report.Result.Aim;
import io.muster.bench.report.Result.Unit;
import io.muster.bench.report.Samples;
import io.muster.bench.server.MusterApi;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Every profile in six columns, in each form, beside raw tools. */
public final class ExportMeasure {

    private static final String GROUP = "Export, all profiles × 6";
    /** Of each kind before any counts, until Java has compiled what the references' native code need not wait for. */
    private static final int WARM_UPS = 5;

    private final ReferenceDatabase reference;
    private final ExportRequest request;
    private final Path folder;

    public ExportMeasure(ReferenceDatabase reference, MusterApi api, String project, long profiles, Path folder) {
        this.reference = reference;
        this.request = new ExportRequest(api, project, profiles);
        this.folder = folder;
    }

    public List<Result> measure(int repetitions) throws IOException, SQLException, InterruptedException {
        try (var postgres = PostgresReference.load(reference, ExportRequest.COLUMNS, folder)) {
            List<Contest> contests = new ArrayList<>();
            for (ExportKind kind : ExportKind.values()) {
                contests.add(new Contest(kind.label(), kind, kind.most(), target -> copy(kind, target)));
            }
            String label = "csv, beside PostgreSQL " + postgres.version() + " \\copy";
            contests.add(new Contest(label, ExportKind.CSV, 1, postgres::copy));
            for (Contest contest : contests) {
                run(contest, WARM_UPS);
            }
            List<Result> results = new ArrayList<>();
            for (Contest contest : contests) {
                results.add(run(contest, repetitions));
            }
            return results;
        }
    }

    /** Writes what a raw tool makes of the same rows. */
    private interface Tool {
        void write(Path target) throws IOException, SQLException, InterruptedException;
    }

    /** @param most that ours may take, as a multiple of the tool's time */
    private record Contest(String label, ExportKind kind, double most, Tool tool) {}

    private Result run(Contest contest, int repetitions) throws IOException, SQLException, InterruptedException {
        ExportKind kind = contest.kind();
        Path copied = folder.resolve("reference");
        Path downloaded = folder.resolve("muster");
        List<Double> theirs = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        for (int run = 0; run < repetitions; run++) {
            Files.deleteIfExists(copied);
            Files.deleteIfExists(downloaded);
            Work.Timed<Path> copy = Work.time(() -> {
                contest.tool().write(copied);
                return copied;
            });
            settle(copied);
            Work.Timed<String> export = Work.time(() -> request.make(kind.request(), downloaded));
            request.verify(export.answer(), downloaded);
            request.api().deleteExport(request.project(), export.answer());
            settle(downloaded);
            theirs.add(copy.millis());
            ours.add(export.millis());
        }
        compare(kind, copied, downloaded);
        Files.delete(copied);
        Files.delete(downloaded);
        Samples exports = new Samples(ours);
        Samples copies = new Samples(theirs);
        Aim met = new Aim("≤ " + contest.most() + "×", exports.ratioTo(copies) <= contest.most());
        return new Result(GROUP, contest.label(), Unit.MILLISECONDS, exports, copies, met);
    }

    /** Brings to the disk what one has written, so that the other does not wait for it. */
    private static void settle(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private void copy(ExportKind kind, Path target) throws IOException, SQLException, InterruptedException {
        if (kind.tool().isEmpty()) {
            reference.exportProfiles(ExportRequest.COLUMNS, kind.copyOptions(), target);
            return;
        }
        Path plain = folder.resolve("reference-plain");
        reference.exportProfiles(ExportRequest.COLUMNS, kind.copyOptions(), plain);
        kind.tool().get().pack(plain, target);
        Files.delete(plain);
    }

    private void compare(ExportKind kind, Path copied, Path downloaded) throws SQLException {
        if (kind == ExportKind.CSV && !reference.sameProfiles(copied, downloaded)) {
            throw new BenchFailure("The export has other rows than the reference's file");
        }
    }
}
