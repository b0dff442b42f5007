package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.access.Scope;
import io.muster.server.catalog.Catalog;
import io.muster.server.job.Job;
import io.muster.server.job.JobContext;
import io.muster.server.job.JobRunner;
import io.muster.server.job.JobState;
import io.muster.server.job.Jobs;
import io.muster.server.job.NewJob;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import io.muster.server.segment.RefreshLeases.Lease;
import io.muster.server.segment.RefreshStore.Claim;
import io.muster.server.segment.Segment.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Computes the members of dynamic segments. A job computes all that is due in its project just then; one that was asked
 * for by hand is about that segment, and fails where that does. Retries are not the job's: a segment that failed is due
 * again later. Thread-safe.
 */
@Component
class SegmentRefresh implements JobRunner {

    private static final String SEGMENT = "segment";
    private static final String PROJECT = "project";

    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

    private final Catalog catalog;
    private final Jobs jobs;
    private final Projects projects;
    private final SegmentStore segments;
    private final RefreshStore store;
    private final SegmentDependencies dependencies;
    private final BatchComputation batch;
    private final RefreshLeases leases;
    private final Clock clock;

    SegmentRefresh(
            Catalog catalog,
            @Lazy Jobs jobs,
            Projects projects,
            SegmentStore segments,
            RefreshStore store,
            SegmentDependencies dependencies,
            BatchComputation batch,
            RefreshLeases leases,
            Clock clock) {
        this.catalog = catalog;
        this.jobs = jobs;
        this.projects = projects;
        this.segments = segments;
        this.store = store;
        this.dependencies = dependencies;
        this.batch = batch;
        this.leases = leases;
        this.clock = clock;
    }

    /** Has the segment computed soon. */
    void request(Segment segment) {
        ProjectId project = new ProjectId(segment.project());
        store.want(segment.id(), clock.instant());
        if (!isQueued(project)) {
            enqueue(project);
        }
    }

    /** Has the segments computed that are defined by this one, and those that are defined by these. */
    void requestUsers(Segment changed) {
        List<Segment> users = dependencies.users(changed);
        users.forEach(user -> store.outdate(user.id(), clock.instant()));
        users.stream().findFirst().ifPresent(this::request);
    }

    /**
     * A job that computes the segment on data that is at least as new as now.
     *
     * @throws MusterException CONFLICT for a static segment; QUOTA_EXCEEDED
     */
    Job requestNow(Project project, Segment segment) {
        if (segment.type() == SegmentType.STATIC) {
            throw new MusterException(
                    ErrorCode.CONFLICT,
                    "Segment \"" + segment.key() + "\" is static: its members are given by id, and there is nothing to"
                            + " compute.");
        }
        return catalog.transaction(db -> {
            store.want(segment.id(), clock.instant());
            return queued(project.id(), segment.id())
                    .orElseGet(() -> jobs.ask(project, job(project.id(), Optional.of(segment.id()))));
        });
    }

    /**
     * A job that computes all dynamic segments of the project on data that is at least as new as now.
     *
     * @throws MusterException QUOTA_EXCEEDED
     */
    Job requestAll(Project project) {
        return catalog.transaction(db -> {
            store.wantAll(project.id(), clock.instant());
            return queued(project.id(), project.id().value())
                    .orElseGet(() -> jobs.ask(project, job(project.id(), Optional.empty())));
        });
    }

    /** Whether a job waits that will compute all that is due in the project. */
    boolean isQueued(ProjectId project) {
        return queued(project, project.value()).isPresent();
    }

    /** One of the future, as a clock that was set back since has left it, may have long to wait. */
    private Optional<Job> queued(ProjectId project, String subject) {
        Instant soon = clock.instant().plus(CLOCKS_DIFFER);
        return jobs.active(project, subject).stream()
                .filter(job -> job.state() == JobState.QUEUED && job.type().equals(type()))
                .filter(job -> job.createdAt().isBefore(soon))
                .findFirst();
    }

    /** Has all that is due in the project computed. */
    void enqueue(ProjectId project) {
        jobs.enqueue(job(project, Optional.empty()));
    }

    private NewJob job(ProjectId project, Optional<String> segment) {
        return new NewJob(
                project,
                type(),
                segment.isPresent() ? SEGMENT : PROJECT,
                segment.orElse(project.value()),
                "segments",
                JsonNodeFactory.instance.objectNode());
    }

    @Override
    public String type() {
        return "segment_refresh";
    }

    @Override
    public Scope scope() {
        return Scope.SEGMENTS;
    }

    @Override
    public void run(JobContext context) {
        Job job = context.job();
        Optional<Project> project = projects.find(job.project());
        if (project.isEmpty()) {
            return;
        }
        Optional<String> asked =
                Optional.of(job.subject()).filter(any -> job.subjectType().equals(SEGMENT));
        Map<String, Failure> failures = new HashMap<>();
        try (Lease lease = leases.hold(job.id() + "/" + job.attempts())) {
            List<Claim> claims = store.claim(job.project(), lease.owner(), asked, clock.instant(), lease.until());
            context.plan(claims.size());
            failures.putAll(batch.compute(project.get(), claims, context));
            if (asked.isEmpty()) {
                computeTroubled(project.get(), lease, context);
            }
        }
        Failure failure = failures.get(job.subject());
        if (failure != null) {
            throw new MusterException(failure.code(), failure.detail());
        }
    }

    /** What has failed before is computed after all else, and one at a time in all servers: it may be what is slow. */
    private void computeTroubled(Project project, Lease lease, JobContext context) {
        Optional<Claim> next = claimTroubled(project, lease);
        while (next.isPresent()) {
            Claim claim = next.get();
            Instant retry =
                    clock.instant().plus(BackOff.after(claim.segment().run().failures() + 1));
            store.postpone(claim, retry);
            context.plan(1);
            batch.compute(project, List.of(claim), context);
            next = claimTroubled(project, lease);
        }
    }

    private Optional<Claim> claimTroubled(Project project, Lease lease) {
        return store.claimTroubled(project.id(), lease.owner(), clock.instant(), lease.until());
    }

    /** A job that was cancelled is not begun again by itself: what it has not done waits for its next time. */
    @Override
    public void ended(Job job) {
        if (job.error() == null) {
            Instant now = clock.instant();
            Optional<Project> project = projects.find(job.project());
            store.heldBy(job.id()).forEach(claim -> skip(project, claim.segment(), now));
            segments.find(job.project().value(), job.subject()).ifPresent(asked -> skip(project, asked, now));
        }
    }

    private void skip(Optional<Project> project, Segment segment, Instant now) {
        project.ifPresent(found -> store.skip(segment.id(), segment.nextRun(found, now)));
    }
}
