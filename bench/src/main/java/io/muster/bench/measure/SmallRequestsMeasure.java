package io.muster.bench.measure;

import io.muster.bench.BenchFailure;
import io.muster.bench.data.RowSql;
import io.muster.bench.report.Result;
import io.muster.bench.report.Result.Unit;
import io.muster.bench.report.Samples;
import io.muster.bench.server.HttpConnection;
import io.muster.bench.server.MusterApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Many connections that each send a few rows, wait until they are durable, and send the next. */
public final class SmallRequestsMeasure {

    private static final int CONNECTIONS = 64;
    private static final int ROWS = 10;
    private static final long WARM_UP = Duration.ofSeconds(3).toNanos();
    private static final long MEASURED = Duration.ofSeconds(8).toNanos();

    private final HttpConnection.Address address;

    public SmallRequestsMeasure(HttpConnection.Address address) {
        this.address = address;
    }

    public List<Result> measure(int repetitions) throws IOException, InterruptedException {
        List<Double> rates = new ArrayList<>();
        List<Double> medians = new ArrayList<>();
        List<Double> slowest = new ArrayList<>();
        try (var api = new MusterApi(address)) {
            String project = api.createProject("small-requests");
            send(project, "warm-up", WARM_UP);
            for (int run = 0; run < repetitions; run++) {
                Samples millis = send(project, "run-" + run, MEASURED);
                rates.add(millis.values().size() / (MEASURED / 1e9));
                medians.add(millis.median());
                slowest.add(millis.quantile(0.99));
            }
            api.deleteProject(project);
        }
        return List.of(
                result("requests", Unit.REQUESTS_PER_SECOND, rates),
                result(
                        "rows",
                        Unit.ROWS_PER_SECOND,
                        rates.stream().map(rate -> rate * ROWS).toList()),
                result("time to answer, half of them", Unit.MILLISECONDS, medians),
                result("time to answer, 99 %", Unit.MILLISECONDS, slowest));
    }

    /** The time that each request took, in milliseconds. */
    private Samples send(String project, String run, long nanos) throws InterruptedException {
        Queue<Double> taken = new ConcurrentLinkedQueue<>();
        long end = System.nanoTime() + nanos;
        Parallel.run(CONNECTIONS, number -> {
            try (var api = new MusterApi(address)) {
                for (int request = 0; System.nanoTime() < end; request++) {
                    byte[] body = rows(run + "-" + number, request);
                    long started = System.nanoTime();
                    long accepted = api.importEvents(project, body);
                    taken.add((System.nanoTime() - started) / 1e6);
                    if (accepted != ROWS) {
                        throw new BenchFailure("Of " + ROWS + " rows " + accepted + " were accepted");
                    }
                }
            }
        });
        return new Samples(List.copyOf(taken));
    }

    private static byte[] rows(String sender, int request) {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < ROWS; row++) {
            int number = request * ROWS + row;
            rows.append("{\"id\":\"").append(sender).append('-').append(number);
            rows.append("\",\"profile\":\"p-").append((sender.hashCode() & 1023) + number % 5000);
            rows.append("\",\"name\":\"Order Completed\",\"time\":\"").append(RowSql.AS_OF.plusMillis(number));
            rows.append("\",\"properties\":{\"total\":").append(number % 500).append(".5,\"category\":\"Books\"}}\n");
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Result result(String name, Unit unit, List<Double> values) {
        return new Result("Ingest, 64 connections × 10 rows", name, unit, new Samples(values), null, null);
    }
}
