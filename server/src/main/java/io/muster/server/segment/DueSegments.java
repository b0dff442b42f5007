package io.muster.server.segment;

import io.muster.engine.SegmentEngine;
import io.muster.model.ProjectId;
import io.muster.server.config.MusterProperties;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import io.muster.server.segment.RefreshMetrics.Ending;
import io.muster.server.segment.RefreshStore.Claim;
import io.muster.server.segment.RefreshStore.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has segments computed when their time has come, and finds out which need not be. Every server looks, by its own
 * steady ticking: neither jobs that keep all workers busy nor a clock that is set back may hold it up.
 */
@Component
class DueSegments implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DueSegments.class);

    /** Clocks are corrected by less than that all the time. */
    private static final Duration STEP_BACK = Duration.ofSeconds(30);

    private final RefreshStore store;
    private final SegmentRefresh refresh;
    private final Fingerprints fingerprints;
    private final RefreshMetrics metrics;
    private final Projects projects;
    private final SegmentEngine engine;
    private final Clock clock;
    private final Duration poll;
    private final ScheduledExecutorService ticking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("segment-due").factory());
    private volatile boolean running;
    private Instant before = Instant.MIN;

    DueSegments(
            RefreshStore store,
            SegmentRefresh refresh,
            Fingerprints fingerprints,
            RefreshMetrics metrics,
            Projects projects,
            SegmentEngine engine,
            Clock clock,
            MusterProperties properties) {
        this.store = store;
        this.refresh = refresh;
        this.fingerprints = fingerprints;
        this.metrics = metrics;
        this.projects = projects;
        this.engine = engine;
        this.clock = clock;
        this.poll = properties.job().poll();
    }

    @Override
    public void start() {
        var _ = ticking.scheduleWithFixedDelay(this::tick, poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        ticking.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** A segment stays due until it is computed, so that nothing is forgotten. */
    private void tick() {
        try {
            Instant now = clock.instant();
            if (now.plus(STEP_BACK).isBefore(before)) {
                LOG.warn("The clock went back from {} to {}; every segment's time has come", before, now);
                store.wantAll(now);
            }
            before = now;
            Set.copyOf(store.projectsDue(now)).forEach(this::lookAfter);
        } catch (RuntimeException e) {
            LOG.warn("Could not look for segments whose time has come", e);
        }
    }

    private void lookAfter(ProjectId project) {
        try {
            projects.find(project).filter(found -> !refresh.isQueued(project)).ifPresent(this::look);
        } catch (RuntimeException e) {
            LOG.warn("Could not look after the segments of project {}", project, e);
        }
    }

    private void look(Project project) {
        Instant now = clock.instant();
        long dataVersion = engine.dataVersion(project.id());
        for (Claim claim : store.computedDue(project.id(), now)) {
            confirmUnchanged(project, claim, dataVersion, now);
        }
        if (store.projectsDue(now).contains(project.id())) {
            refresh.enqueue(project.id());
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
