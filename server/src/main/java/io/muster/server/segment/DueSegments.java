package io.muster.server.segment;

import io.muster.engine.SegmentEngine;
import io.muster.model.ProjectId;
import io.muster.server.job.RecurringWork;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import io.muster.server.segment.RefreshMetrics.Ending;
import io.muster.server.segment.RefreshStore.Claim;
import io.muster.server.segment.RefreshStore.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has segments computed when their time has come, and finds out which need not be. */
@Component
class DueSegments implements RecurringWork {

    private static final Logger LOG = LoggerFactory.getLogger(DueSegments.class);

    private final RefreshStore store;
    private final SegmentRefresh refresh;
    private final Fingerprints fingerprints;
    private final RefreshMetrics metrics;
    private final Projects projects;
    private final SegmentEngine engine;
    private final Clock clock;

    DueSegments(
            RefreshStore store,
            SegmentRefresh refresh,
            Fingerprints fingerprints,
            RefreshMetrics metrics,
            Projects projects,
            SegmentEngine engine,
            Clock clock) {
        this.store = store;
        this.refresh = refresh;
        this.fingerprints = fingerprints;
        this.metrics = metrics;
        this.projects = projects;
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "segment-due";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(2);
    }

    /** A segment stays due until it is computed, so that nothing is forgotten. */
    @Override
    public void run() {
        Set<ProjectId> due = Set.copyOf(store.projectsDue(clock.instant()));
        for (ProjectId project : due) {
            try {
                projects.find(project).filter(found -> !refresh.isQueued(project)).ifPresent(this::look);
            } catch (RuntimeException e) {
                LOG.warn("Could not look after the segments of project {}", project, e);
            }
        }
    }

    private void look(Project project) {
        Instant now = clock.instant();
        long dataVersion = engine.dataVersion(project.id());
        for (Claim claim : store.computedDue(project.id(), now)) {
            confirmUnchanged(project, claim, dataVersion, now);
        }
        if (store.projectsDue(now).contains(project.id())) {
            refresh.enqueue(project.id(), Optional.empty());
        }
    }

    private void confirmUnchanged(Project project, Claim claim, long dataVersion, Instant now) {
        Segment segment = claim.segment();
        String fingerprint = fingerprints.of(project, segment, dataVersion, now);
        if (fingerprint.equals(claim.fingerprint())) {
            store.confirm(claim, new Outcome(fingerprint, dataVersion, now, segment.nextRun(project, now)), now);
            metrics.ended(Ending.UNCHANGED, Duration.ZERO);
        }
    }
}
