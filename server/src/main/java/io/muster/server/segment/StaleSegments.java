package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Remembered;
import io.muster.server.project.Project;
import io.muster.server.segment.Segment.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells stale segments, and what is to be done with one, by its own setting or the caller's. Thread-safe. */
@Component
public class StaleSegments {

    /** What speaks against segments is looked up for so long ahead, so that it can be remembered. */
    private static final Duration AHEAD = Duration.ofSeconds(10);

    private final SegmentStore store;
    private final SegmentRefresh refresh;
    private final Clock clock;
    private final Remembered<String, Doubts> doubts;

    StaleSegments(Catalog catalog, SegmentStore store, SegmentRefresh refresh, Clock clock) {
        this.store = store;
        this.refresh = refresh;
        this.clock = clock;
        this.doubts = new Remembered<>(catalog);
    }

    /** A project's segments, by id, that may not be as they should be from one instant up to another. */
    private record Doubts(Instant from, Instant until, Map<String, Run> runs) {

        boolean holdAt(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    /** How far the segment's stored members can be relied on. */
    public Freshness freshness(Segment segment) {
        return Freshness.of(segment, clock.instant());
    }

    /** How far the stored members of these segments of the project can be relied on just now, by id. */
    public Map<String, Freshness> freshness(Project project, Collection<Segment> some) {
        Instant now = clock.instant();
        Map<String, Run> doubtful = doubtful(project, now);
        Map<String, Run> aging = store.runs(some.stream()
                .filter(segment -> segment.content().maxAge() != null && !doubtful.containsKey(segment.id()))
                .map(Segment::id)
                .toList());
        Map<String, Freshness> freshness = new HashMap<>();
        for (Segment segment : some) {
            Run run = doubtful.containsKey(segment.id()) ? doubtful.get(segment.id()) : aging.get(segment.id());
            freshness.put(segment.id(), run == null ? Freshness.UNDOUBTED : Freshness.of(segment.with(run), now));
        }
        return freshness;
    }

    private Map<String, Run> doubtful(Project project, Instant now) {
        return doubts.find(project.id().value(), known -> known.holdAt(now), id -> {
                    Instant until = now.plus(AHEAD);
                    return Optional.of(new Doubts(now, until, store.doubtful(id, until.minus(Freshness.GRACE))));
                })
                .orElseThrow()
                .runs();
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
