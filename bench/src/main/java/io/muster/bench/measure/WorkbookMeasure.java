package io.muster.bench.measure;

import io.muster.bench.report.Result;
import io.muster.bench.report.Result.Aim;
import io.muster.bench.report.Result.Unit;
import io.muster.bench.report.Samples;
import io.muster.bench.server.MusterApi;
import io.muster.bench.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A million rows in six columns as a workbook: how long it takes, and how much processor time the server spends on it. */
public final class WorkbookMeasure {

    private static final String GROUP = "Export, workbook";
    private static final double MOST_SECONDS_A_MILLION = 6;

    private final ServerProcess server;
    private final ExportRequest request;
    private final Path folder;

    /** @param profiles that the project has */
    public WorkbookMeasure(ServerProcess server, MusterApi api, String project, long profiles, Path folder) {
        this.server = server;
        this.request = new ExportRequest(api, project, profiles);
        this.folder = folder;
    }

    public List<Result> measure(int repetitions) throws IOException, SQLException, InterruptedException {
        Path downloaded = folder.resolve("muster.xlsx");
        List<Double> seconds = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        for (int run = 0; run <= repetitions; run++) {
            long before = server.processorTime().toMillis();
            Work.Timed<String> export = Work.time(() -> request.make("\"format\":\"xlsx\"", downloaded));
            long after = server.processorTime().toMillis();
            request.verify(export.answer(), downloaded);
            request.api().deleteExport(request.project(), export.answer());
            if (run > 0) {
                seconds.add(export.millis() / 1e3);
                processor.add((after - before) / 1e3);
            }
        }
        Samples spent = new Samples(processor);
        double most = MOST_SECONDS_A_MILLION * request.profiles() / 1e6;
        String rows = "%,d rows × 6".formatted(request.profiles());
        return List.of(
                new Result(GROUP, rows, Unit.SECONDS, new Samples(seconds), null, null),
                new Result(
                        GROUP,
                        rows + ", processor time",
                        Unit.SECONDS,
                        spent,
                        null,
                        new Aim("< %.1f s".formatted(most), spent.median() < most)));
    }
}
