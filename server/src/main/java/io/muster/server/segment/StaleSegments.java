package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Remembered;
import io.muster.server.project.Project;
import io.muster.server.segment.Segment.Run;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells stale segments, and what is to be done with one, by its own setting or the caller's. Thread-safe. */
@Component
public class StaleSegments {

    private static final int MOST_REMEMBERED = 1_000;
    /** What speaks against segments is looked up for so long at once, so that it can be remembered. */
    private static final long SLICE_SECONDS = 10;

    private final SegmentStore store;
    private final SegmentRefresh refresh;
    private final Clock clock;
    private final Remembered<Doubt, Map<String, Run>> doubts;

    StaleSegments(Catalog catalog, SegmentStore store, SegmentRefresh refresh, Clock clock) {
        this.store = store;
        this.refresh = refresh;
        this.clock = clock;
        this.doubts = new Remembered<>(catalog, MOST_REMEMBERED);
    }

    /**
     * A question for the segments that may not be as they should be.
     *
     * @param aging segments that come of age, which are looked at whatever is said of them
     * @param slice the present seconds by their number
     */
    private record Doubt(String project, List<String> aging, long slice) {

        /** What was planned before has been missed by the slice's end. */
        Instant missed() {
            return Instant.ofEpochSecond((slice + 1) * SLICE_SECONDS).minus(Freshness.GRACE);
        }
    }

    /** How far the segment's stored members can be relied on. */
    public Freshness freshness(Segment segment) {
        return Freshness.of(segment, clock.instant());
    }

    /** How far the stored members of these segments of the project can be relied on just now, by id. */
    public Map<String, Freshness> freshness(Project project, Collection<Segment> some) {
        Instant now = clock.instant();
        List<String> aging = some.stream()
                .filter(segment -> segment.content().maxAge() != null)
                .map(Segment::id)
                .toList();
        Map<String, Run> doubtful =
                doubtful(new Doubt(project.id().value(), aging, Math.floorDiv(now.getEpochSecond(), SLICE_SECONDS)));
        Map<String, Freshness> freshness = new HashMap<>();
        for (Segment segment : some) {
            Run run = doubtful.get(segment.id());
            freshness.put(segment.id(), run == null ? Freshness.UNDOUBTED : Freshness.of(segment.with(run), now));
        }
        return freshness;
    }

    private Map<String, Run> doubtful(Doubt doubt) {
        return doubts.find(doubt, it -> Optional.of(store.doubtful(it.project(), it.aging(), it.missed())))
                .orElseThrow();
    }

    /**
     * Why the segment is stale; null where it is not.
     *
     * @param asked what the caller wants in that case, null for what the segment says
     * @throws MusterException SEGMENT_STALE where that is a refusal
     */
    public @Nullable String check(Segment segment, @Nullable OnStale asked) {
        Freshness freshness = freshness(segment);
        if (!freshness.stale()) {
            return null;
        }
        OnStale what = asked == null ? segment.content().onStale() : asked;
        if (what == OnStale.REFUSE) {
            throw new MusterException(
                    ErrorCode.SEGMENT_STALE,
                    "Segment \"" + segment.key() + "\" is stale: " + freshness.reason()
                            + " Have it computed first, or ask with \"on_stale\": \"warn\".");
        }
        if (what == OnStale.REFRESH && segment.type() == SegmentType.DYNAMIC) {
            refresh.request(segment);
        }
        return freshness.reason();
    }
}
