package io.muster.bench.measure;

import io.muster.bench.report.Result;
import io.muster.bench.report.Result.Aim;
import io.muster.bench.report.Result.Unit;
import io.muster.bench.report.Samples;
import io.muster.bench.server.HttpConnection;
import io.muster.bench.server.MusterApi;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A hundred clients that download the same export at once. */
public final class CrowdMeasure {

    private static final int CLIENTS = 100;

    private final HttpConnection.Address address;
    private final ExportRequest request;

    public CrowdMeasure(HttpConnection.Address address, MusterApi api, String project, long profiles) {
        this.address = address;
        this.request = new ExportRequest(api, project, profiles);
    }

    public Result measure() throws IOException, SQLException, InterruptedException {
        String export = request.make(ExportKind.CSV_GZ.request());
        long bytes = request.api().proof(request.project(), export).bytes();
        Work.Timed<Long> crowd = Work.time(() -> downloads(export, bytes));
        request.api().deleteExport(request.project(), export);
        long whole = crowd.answer();
        return new Result(
                "Export, %d downloads at once".formatted(CLIENTS),
                "csv.gz of all profiles, %,d MB each, until the last has it".formatted(bytes / 1_000_000),
                Unit.SECONDS,
                Samples.of(crowd.millis() / 1e3),
                null,
                new Aim("all whole; %d are".formatted(whole), whole == CLIENTS));
    }

    /** How many clients got the whole file. */
    private long downloads(String export, long bytes) throws InterruptedException {
        List<Callable<Boolean>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            clients.add(() -> isWhole(export, bytes));
        }
        long whole = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> download : threads.invokeAll(clients)) {
                whole += download.get() ? 1 : 0;
            }
            return whole;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private boolean isWhole(String export, long bytes) throws IOException {
        try (var api = new MusterApi(address)) {
            return api.read(request.project(), export) == bytes;
        } catch (IOException | RuntimeException failure) {
            System.err.println("A download failed: " + failure);
            return false;
        }
    }
}
