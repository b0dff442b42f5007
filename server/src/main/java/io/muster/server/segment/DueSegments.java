package io.muster.server.segment;

import io.muster.server.job.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Has segments computed when their time has come. */
@Component
class DueSegments implements RecurringWork {

    private static final int PAGE = 500;

    private final SegmentStore store;
    private final SegmentRefresh refresh;
    private final Clock clock;

    DueSegments(SegmentStore store, SegmentRefresh refresh, Clock clock) {
        this.store = store;
        this.refresh = refresh;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "segment-due";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    /** A segment stays due until its job begins, so that nothing is forgotten; it gets one job all the same. */
    @Override
    public void run() {
        store.due(clock.instant(), PAGE).forEach(refresh::request);
    }
}
