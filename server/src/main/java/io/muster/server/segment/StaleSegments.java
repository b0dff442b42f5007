package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what is to be done where a segment is stale, by its own setting or the caller's. Thread-safe. */
@Component
public class StaleSegments {

    private final SegmentRefresh refresh;
    private final Clock clock;

    StaleSegments(SegmentRefresh refresh, Clock clock) {
        this.refresh = refresh;
        this.clock = clock;
    }

    /** How far the segment's stored members can be relied on. */
    public Freshness freshness(Segment segment) {
        return Freshness.of(segment, clock.instant());
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
