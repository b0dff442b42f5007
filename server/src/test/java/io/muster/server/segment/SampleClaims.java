package io.muster.server.segment;

import io.muster.model.condition.Condition;
import io.muster.server.segment.RefreshStore.Claim;
import io.muster.server.segment.Segment.Run;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Claims of segments that no store knows. */
final class SampleClaims {

    private SampleClaims() {}

    /**
     * A claim of a dynamic segment.
     *
     * @param took milliseconds, the last time
     * @param failures since the last good run
     * @param uses the segments that it is defined by
     */
    static Claim claim(String key, long took, int failures, String... uses) {
        List<Condition> parts =
                Arrays.stream(uses).<Condition>map(Condition.InSegment::new).toList();
        SegmentContent content = new SegmentContent(
                key, null, null, new Condition.All(parts), new Refresh.Daily(), null, null, OnStale.WARN);
        Run run = new Run(null, null, null, null, null, null, 0, false, null, failures, null);
        Segment segment =
                new Segment("s_" + key, "p", key, SegmentType.DYNAMIC, content, 1, run, Instant.EPOCH, Instant.EPOCH);
        return new Claim(segment, 1, null, took);
    }
}
