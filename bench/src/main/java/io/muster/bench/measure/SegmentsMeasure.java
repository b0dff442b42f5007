package io.muster.bench.measure;

import io.muster.bench.BenchFailure;
import io.muster.bench.reference.ReferenceDatabase;
import io.muster.bench.report.Result;
import io.muster.bench.report.Result.Aim;
import io.muster.bench.report.Result.Unit;
import io.muster.bench.report.Samples;
import io.muster.bench.server.HttpConnection;
import io.muster.bench.server.MusterApi;
import io.muster.bench.server.SegmentApi;
import io.muster.bench.server.SegmentApi.Computed;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A thousand segments computed for the first time, and again after new events. The reference is the SQL of every tenth
 * of their two hundred distinct conditions, times ten. Sizes of some of them must be those that the SQL finds.
 */
public final class SegmentsMeasure {

    private static final String MEASURE = "1,000 segments of 200 conditions";
    private static final int CONNECTIONS = 8;
    private static final int REFERENCED = 10;
    private static final int CHECKED = 91;
    private static final long PAUSE_MILLIS = 200;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final ReferenceDatabase reference;
    private final HttpConnection.Address address;
    private final MusterApi api;
    private final String project;
    private final boolean isFull;
    private final List<MadeSegment> made = MadeSegment.all();

    /** @param isFull whether the data is of the size that the aims are for */
    public SegmentsMeasure(
            ReferenceDatabase reference,
            HttpConnection.Address address,
            MusterApi api,
            String project,
            boolean isFull) {
        this.reference = reference;
        this.address = address;
        this.api = api;
        this.project = project;
        this.isFull = isFull;
    }

    /** From the first request that creates one until all have been computed. */
    public Result first() throws IOException, SQLException, InterruptedException {
        return measure("first refresh", 60, 0, () -> {
            Parallel.run(CONNECTIONS, thread -> {
                try (SegmentApi segments = new SegmentApi(address, project)) {
                    for (int number = thread; number < made.size(); number += CONNECTIONS) {
                        segments.create(made.get(number).body());
                    }
                }
            });
            return made;
        });
    }

    /** From the request for all of them to be computed again until they have been, on newer data. */
    public Result again(long dataVersion) throws IOException, SQLException, InterruptedException {
        return measure(
                "refresh after 1 % new events",
                6, dataVersion, () -> {
                    try (SegmentApi segments = new SegmentApi(address, project)) {
                        segments.refreshAll();
                    }
                    return made;
                });
    }

    /** What the data version was that all have been computed on. */
    public long dataVersion() throws IOException {
        return ready().dataVersion();
    }

    /** The keys of all that are computed. */
    public List<String> keys() throws IOException {
        return List.copyOf(ready().all().keySet());
    }

    private Result measure(String name, int aim, long olderThan, Work<?> start)
            throws IOException, SQLException, InterruptedException {
        double seconds = Work.time(() -> {
                            start.run();
                            await(olderThan);
                            return made;
                        })
                        .millis()
                / 1e3;
        check();
        return new Result(
                MEASURE,
                name,
                Unit.SECONDS,
                Samples.of(seconds),
                Samples.of(referenceSeconds()),
                isFull ? new Aim("≤ " + aim + " s", seconds <= aim) : null);
    }

    private void await(long olderThan) throws IOException, InterruptedException {
        long started = System.nanoTime();
        while (System.nanoTime() - started < LONGEST.toNanos()) {
            if (!api.hasUnfinishedJobs(project)) {
                Ready ready = ready();
                if (ready.all().size() == made.size() && ready.dataVersion() > olderThan) {
                    return;
                }
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new BenchFailure("after %s only %d of %d segments are computed"
                .formatted(LONGEST, ready().all().size(), made.size()));
    }

    private Ready ready() throws IOException {
        return Ready.read(address, project);
    }

    private void check() throws IOException, SQLException {
        Ready ready = ready();
        for (int number = 0; number < made.size(); number += CHECKED) {
            MadeSegment segment = made.get(number);
            Computed found = ready.get(segment);
            long expected = reference.number("SELECT count(*) FROM (%s)".formatted(segment.sql(found.asOf())));
            if (found.size() != expected) {
                throw new BenchFailure("%s: %d members by Muster, %d by the reference"
                        .formatted(segment.body(), found.size(), expected));
            }
        }
    }

    /** Of each event's ten conditions, which are of ten windows, another one: all windows and measures alike. */
    private double referenceSeconds() throws SQLException {
        Instant asOf = Instant.now();
        List<SharedCondition> conditions = SharedCondition.all();
        long started = System.nanoTime();
        for (int number = 0; number < conditions.size(); number += REFERENCED) {
            SharedCondition condition = conditions.get(number + number / REFERENCED % REFERENCED);
            reference.number("SELECT count(*) FROM (%s)".formatted(condition.sql(asOf)));
        }
        return REFERENCED * (System.nanoTime() - started) / 1e9;
    }
}
