package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.model.condition.Condition;
import io.muster.server.job.Job;
import io.muster.server.job.JobContext;
import io.muster.server.job.JobRunner;
import io.muster.server.job.JobState;
import io.muster.server.job.Jobs;
import io.muster.server.job.NewJob;
import io.muster.server.job.RetryPolicy;
import io.muster.server.membership.StoredMembership;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import io.muster.server.segment.Evaluations.Evaluated;
import io.muster.server.segment.Evaluations.Evaluation;
import io.muster.server.segment.Segment.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** Computes the members of dynamic segments, one job for each. Thread-safe. */
@Component
class SegmentRefresh implements JobRunner {

    private static final String SEGMENT = "segment";

    private final Jobs jobs;
    private final Projects projects;
    private final SegmentStore store;
    private final SegmentGraph graph;
    private final Evaluations evaluations;
    private final Members members;
    private final Clock clock;

    SegmentRefresh(
            @Lazy Jobs jobs,
            Projects projects,
            SegmentStore store,
            SegmentGraph graph,
            Evaluations evaluations,
            Members members,
            Clock clock) {
        this.jobs = jobs;
        this.projects = projects;
        this.store = store;
        this.graph = graph;
        this.evaluations = evaluations;
        this.members = members;
        this.clock = clock;
    }

    /** Has the segment computed; a job that is queued for it already will do. */
    Job request(Segment segment) {
        ProjectId project = new ProjectId(segment.project());
        Optional<Job> queued = jobs.active(project, segment.id()).stream()
                .filter(job -> job.state() == JobState.QUEUED)
                .findFirst();
        return queued.orElseGet(() -> jobs.enqueue(
                new NewJob(project, type(), SEGMENT, segment.id(), "segments", JsonNodeFactory.instance.objectNode())));
    }

    /** Has the segments computed that are defined by this one, and those that are defined by these. */
    void requestUsers(Segment changed) {
        Set<String> seen = new HashSet<>(Set.of(changed.id()));
        Deque<Segment> open = new ArrayDeque<>(List.of(changed));
        while (!open.isEmpty()) {
            for (Segment user : graph.users(open.remove())) {
                if (seen.add(user.id())) {
                    request(user);
                    open.add(user);
                }
            }
        }
    }

    /**
     * The job that computes the segment: one that is queued or running, else a new one.
     *
     * @throws MusterException CONFLICT for a static segment
     */
    Job requestNow(Segment segment) {
        if (segment.type() == SegmentType.STATIC) {
            throw new MusterException(
                    ErrorCode.CONFLICT,
                    "Segment \"" + segment.key() + "\" is static: its members are given by id, and there is nothing to"
                            + " compute.");
        }
        List<Job> active = jobs.active(new ProjectId(segment.project()), segment.id());
        return active.isEmpty() ? request(segment) : active.getFirst();
    }

    @Override
    public String type() {
        return "segment_refresh";
    }

    @Override
    public RetryPolicy retry() {
        return new RetryPolicy(5, Duration.ofSeconds(2));
    }

    @Override
    public void run(JobContext context) {
        Optional<Segment> found =
                store.find(context.job().project().value(), context.job().subject());
        Optional<Project> project = projects.find(context.job().project());
        if (found.isEmpty() || project.isEmpty()) {
            return;
        }
        Segment segment = found.get();
        Condition definition = segment.content().definition();
        if (definition == null) {
            return;
        }
        context.report(0, 1);
        store.started(segment.id(), nextRun(project.get(), segment));
        try (Evaluation evaluation = evaluations.open(project.get(), context.deadline())) {
            Evaluated evaluated =
                    evaluation.evaluate(definition, segment.content().zone());
            StoredMembership membership = new StoredMembership(
                    segment.id(), segment.version(), evaluation.dataVersion(), evaluation.asOf(), evaluated.members());
            context.report(1, 1);
            context.finish(() -> members.keep(membership, clock.instant()));
        }
    }

    @Override
    public void ended(Job job) {
        Job.Failure error = job.error();
        if (error == null) {
            store.cancelled(job.subject());
        } else {
            store.failed(
                    job.subject(),
                    new Failure(ErrorCode.valueOf(error.code().toUpperCase(Locale.ROOT)), error.detail()));
        }
    }

    private @Nullable Instant nextRun(Project project, Segment segment) {
        ZoneId zone = segment.content().zone() == null
                ? project.zone()
                : segment.content().zone();
        return segment.content().refresh().next(clock.instant(), zone);
    }
}
