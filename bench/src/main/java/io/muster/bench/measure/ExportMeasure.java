package io.muster.bench.measure;

import io.muster.bench.BenchFailure;
import io.muster.bench.reference.PackingTool;
import io.muster.bench.reference.PostgresReference;
import io.muster.bench.reference.ReferenceDatabase;
import io.muster.bench.report.Result;
import io.muster.bench.report.Result.Aim;
import io.muster.bench.report.Result.Unit;
import io.muster.bench.report.Samples;
import io.muster.bench.server.MusterApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Every profile in six columns, in each form, beside raw tools. */
public final class ExportMeasure {

    private static final String GROUP = "Export, all profiles × 6";
    /** Until Java has compiled what is needed, which the reference's native code need not wait for. */
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
        PackingTool.requireAll();
        List<Result> results = new ArrayList<>();
        for (ExportKind kind : ExportKind.values()) {
            results.add(measure(kind.label(), kind, kind.most(), repetitions, target -> copy(kind, target)));
        }
        try (var postgres = PostgresReference.load(reference, ExportRequest.COLUMNS, folder)) {
            String label = "csv, beside PostgreSQL " + postgres.version() + " \\copy";
            results.add(measure(label, ExportKind.CSV, 1, repetitions, postgres::copy));
        }
        return results;
    }

    /** Writes what a raw tool makes of the same rows. */
    private interface Tool {
        void write(Path target) throws IOException, SQLException, InterruptedException;
    }

    private Result measure(String label, ExportKind kind, double most, int repetitions, Tool tool)
            throws IOException, SQLException, InterruptedException {
        Path copied = folder.resolve("reference");
        Path downloaded = folder.resolve("muster");
        List<Double> theirs = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        for (int run = -WARM_UPS; run < repetitions; run++) {
            Work.Timed<Path> copy = Work.time(() -> {
                tool.write(copied);
                return copied;
            });
            Work.Timed<String> export = Work.time(() -> request.make(kind.request(), downloaded));
            request.verify(export.answer(), downloaded);
            request.api().deleteExport(request.project(), export.answer());
            if (run == -1) {
                compare(kind, copied, downloaded);
            }
            if (run >= 0) {
                theirs.add(copy.millis());
                ours.add(export.millis());
            }
        }
        Files.delete(copied);
        Files.delete(downloaded);
        Samples exports = new Samples(ours);
        Samples copies = new Samples(theirs);
        Aim met = new Aim("≤ " + most + "×", exports.ratioTo(copies) <= most);
        return new Result(GROUP, label, Unit.MILLISECONDS, exports, copies, met);
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
