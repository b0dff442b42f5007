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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    private static final int OVERLAPPED = 8;
    private static final double LONGEST_OVERLAP_MILLIS = 100;

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
        return measure("first refresh", 60, SegmentApi::create, MadeSegment::body, 0);
    }

    /** From the first request that asks for one again until all have been computed on newer data. */
    public Result again(long dataVersion) throws IOException, SQLException, InterruptedException {
        return measure("refresh after 1 % new events", 6, SegmentApi::refresh, MadeSegment::key, dataVersion);
    }

    /** What the data version was that all have been computed on. */
    public long dataVersion() throws IOException {
        return ready().values().stream().mapToLong(Computed::dataVersion).min().orElseThrow();
    }

    /** Eight segments, those whose size is nearest to {@code size}. */
    public Result overlap(long size, int repetitions) throws IOException, SQLException, InterruptedException {
        Map<String, Computed> ready = ready();
        List<MadeSegment> some = made.stream()
                .filter(MadeSegment::isPlain)
                .sorted((a, b) -> Long.compare(
                        Math.abs(ready.get(a.key()).size() - size),
                        Math.abs(ready.get(b.key()).size() - size)))
                .limit(OVERLAPPED)
                .toList();
        reference.members(some.stream()
                .map(each -> each.sql(ready.get(each.key()).asOf()))
                .toList());
        List<String> keys = some.stream().map(MadeSegment::key).toList();
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        try (SegmentApi segments = new SegmentApi(address, project)) {
            for (int run = 0; run <= repetitions; run++) {
                Work.Timed<List<Long>> expected = Work.time(reference::regions);
                Work.Timed<List<Long>> found = Work.time(() -> segments.overlap(keys));
                if (!nonZero(found.answer()).equals(expected.answer())) {
                    throw new BenchFailure("Regions of %s: %s by Muster, %s by the reference"
                            .formatted(keys, found.answer(), expected.answer()));
                }
                if (run > 0) {
                    ours.add(found.millis());
                    theirs.add(expected.millis());
                }
            }
        }
        Samples overlaps = new Samples(ours);
        long least = some.stream()
                .mapToLong(each -> ready.get(each.key()).size())
                .min()
                .orElseThrow();
        return new Result(
                "Overlap",
                "8 segments of at least %,d".formatted(least),
                Unit.MILLISECONDS,
                overlaps,
                new Samples(theirs),
                isFull ? new Aim("< 100 ms", overlaps.median() < LONGEST_OVERLAP_MILLIS) : null);
    }

    private interface Call {
        void make(SegmentApi api, String what) throws IOException;
    }

    private Result measure(String name, int aim, Call call, Function<MadeSegment, String> what, long olderThan)
            throws IOException, SQLException, InterruptedException {
        long started = System.nanoTime();
        Parallel.run(CONNECTIONS, thread -> {
            try (SegmentApi segments = new SegmentApi(address, project)) {
                for (int number = thread; number < made.size(); number += CONNECTIONS) {
                    call.make(segments, what.apply(made.get(number)));
                }
            }
        });
        await(olderThan);
        double seconds = (System.nanoTime() - started) / 1e9;
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
        while (true) {
            if (!api.hasUnfinishedJobs(project)) {
                Map<String, Computed> ready = ready();
                if (ready.size() == made.size()
                        && ready.values().stream().allMatch(each -> each.dataVersion() > olderThan)) {
                    return;
                }
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private Map<String, Computed> ready() throws IOException {
        try (SegmentApi segments = new SegmentApi(address, project)) {
            return segments.ready().stream().collect(Collectors.toMap(Computed::key, each -> each));
        }
    }

    private void check() throws IOException, SQLException {
        Map<String, Computed> ready = ready();
        for (int number = 0; number < made.size(); number += CHECKED) {
            MadeSegment segment = made.get(number);
            Computed found = ready.get(segment.key());
            long expected = reference.number("SELECT count(*) FROM (%s)".formatted(segment.sql(found.asOf())));
            if (found.size() != expected) {
                throw new BenchFailure("%s: %d members by Muster, %d by the reference"
                        .formatted(segment.body(), found.size(), expected));
            }
        }
    }

    private double referenceSeconds() throws SQLException {
        Instant asOf = Instant.now();
        List<SharedCondition> conditions = SharedCondition.all();
        long started = System.nanoTime();
        for (int number = 0; number < conditions.size(); number += REFERENCED) {
            reference.number("SELECT count(*) FROM (%s)"
                    .formatted(conditions
                            .get(number + number / REFERENCED % REFERENCED)
                            .sql(asOf)));
        }
        return REFERENCED * (System.nanoTime() - started) / 1e9;
    }

    private static List<Long> nonZero(List<Long> counts) {
        return counts.stream().filter(count -> count > 0).toList();
    }
}
