package io.muster.server.preview;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.server.membership.StoredMembership;
import io.muster.server.segment.Segment;
import java.time.Instant;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** Who would enter a segment, and who would leave it, if it were defined so. */
record Comparison(Live against, Side entered, Side exited) {

    /** The segment's stored members that are compared with. */
    record Live(String segment, String key, int definitionVersion, long dataVersion, Instant asOf, long size) {}

    /** How many, and the ids of some. */
    record Side(long count, List<String> sample) {}

    static Comparison of(
            Segment segment,
            StoredMembership live,
            RoaringBitmap planned,
            EngineSnapshot snapshot,
            int sample,
            Deadline deadline) {
        RoaringBitmap entered = RoaringBitmap.andNot(planned, live.members());
        RoaringBitmap exited = RoaringBitmap.andNot(live.members(), planned);
        return new Comparison(
                new Live(
                        segment.id(),
                        segment.key(),
                        live.definitionVersion(),
                        live.dataVersion(),
                        live.asOf(),
                        live.members().getLongCardinality()),
                side(entered, snapshot, sample, deadline),
                side(exited, snapshot, sample, deadline));
    }

    private static Side side(RoaringBitmap some, EngineSnapshot snapshot, int sample, Deadline deadline) {
        List<String> ids = snapshot.members(some, -1, sample, deadline).stream()
                .map(EngineSnapshot.Member::id)
                .toList();
        return new Side(some.getLongCardinality(), ids);
    }
}
