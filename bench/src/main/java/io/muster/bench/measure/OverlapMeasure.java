package io.muster.bench.measure;

import io.muster.bench.BenchFailure;
import io.muster.bench.reference.ReferenceDatabase;
import io.muster.bench.report.Result;
import io.muster.bench.report.Result.Aim;
import io.muster.bench.report.Result.Unit;
import io.muster.bench.report.Samples;
import io.muster.bench.server.HttpConnection;
import io.muster.bench.server.SegmentApi;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All regions of eight segments, beside a grouping of a table of their members. */
public final class OverlapMeasure {

    private static final int OVERLAPPED = 8;
    private static final double LONGEST_MILLIS = 100;

    private final ReferenceDatabase reference;
    private final HttpConnection.Address address;
    private final String project;

    public OverlapMeasure(ReferenceDatabase reference, HttpConnection.Address address, String project) {
        this.reference = reference;
        this.address = address;
        this.project = project;
    }

    /** Of the {@linkplain SegmentsMeasure thousand} those whose size is nearest to {@code size}. */
    public Result measure(long size, int repetitions) throws IOException, SQLException, InterruptedException {
        Ready ready = Ready.read(address, project);
        List<MadeSegment> some = MadeSegment.all().stream()
                .filter(MadeSegment::isPlain)
                .sorted(Comparator.comparingLong(
                        each -> Math.abs(ready.get(each).size() - size)))
                .limit(OVERLAPPED)
                .toList();
        reference.members(
                some.stream().map(each -> each.sql(ready.get(each).asOf())).toList());
        List<Double> theirs = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        try (SegmentApi segments = new SegmentApi(address, project)) {
            for (int run = 0; run <= repetitions; run++) {
                measure(segments, some, theirs, ours);
            }
        }
        Samples overlaps = new Samples(ours.subList(1, ours.size()));
        Samples groupings = new Samples(theirs.subList(1, theirs.size()));
        long average = some.stream().mapToLong(each -> ready.get(each).size()).sum() / OVERLAPPED;
        Aim aim = new Aim("< 100 ms", overlaps.median() < LONGEST_MILLIS);
        return new Result(
                "Overlap", "8 segments of %,d".formatted(average), Unit.MILLISECONDS, overlaps, groupings, aim);
    }

    private void measure(SegmentApi segments, List<MadeSegment> some, List<Double> theirs, List<Double> ours)
            throws IOException, SQLException, InterruptedException {
        List<String> keys = some.stream().map(MadeSegment::key).toList();
        Work.Timed<List<Long>> expected = Work.time(reference::regions);
        Work.Timed<List<Long>> found = Work.time(() -> segments.overlap(keys));
        List<Long> filled = found.answer().stream().filter(count -> count > 0).toList();
        if (!filled.equals(expected.answer())) {
            throw new BenchFailure(
                    "Regions of %s: %s by Muster, %s by the reference".formatted(keys, filled, expected.answer()));
        }
        theirs.add(expected.millis());
        ours.add(found.millis());
    }
}
