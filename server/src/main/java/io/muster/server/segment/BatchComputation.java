package io.muster.server.segment;

import io.muster.engine.Deadline;
import io.muster.model.MusterException;
import io.muster.model.condition.Condition;
import io.muster.server.config.MusterProperties;
import io.muster.server.job.JobContext;
import io.muster.server.project.Project;
import io.muster.server.segment.Evaluations.Evaluation;
import io.muster.server.segment.RefreshStore.Claim;
import io.muster.server.segment.RefreshStore.Outcome;
import io.muster.server.segment.Segment.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Computes many segments of a project on one snapshot and as of one instant, so that equal conditions are evaluated
 * once and segments agree with those that they are defined by. The failure of one is its own. Thread-safe.
 */
@Component
class BatchComputation {

    private final Evaluations evaluations;
    private final Fingerprints fingerprints;
    private final ResultStore results;
    private final Clock clock;
    private final Duration timeout;

    BatchComputation(
            Evaluations evaluations,
            Fingerprints fingerprints,
            ResultStore results,
            Clock clock,
            MusterProperties properties) {
        this.evaluations = evaluations;
        this.fingerprints = fingerprints;
        this.results = results;
        this.clock = clock;
        this.timeout = properties.refresh().timeout();
    }

    /**
     * Computes and stores them.
     *
     * @return why some failed, by segment
     * @throws MusterException CANCELLED where the job has to end
     */
    Map<String, Failure> compute(Project project, Collection<Claim> claims, JobContext context) {
        Deque<Claim> open = new ArrayDeque<>(RefreshOrder.of(claims));
        Map<String, Failure> failures = new ConcurrentHashMap<>();
        Instant asOf = clock.instant();
        try (ResultQueue queue = new ResultQueue(computed -> {
            failures.putAll(results.store(computed));
            computed.forEach(each -> context.advance());
        })) {
            while (!open.isEmpty()) {
                computeUntilFailure(project, asOf, open, queue, failures, context);
                context.deadline().check();
            }
        }
        return failures;
    }

    /** An error ends the engine's transaction, so that the rest needs a snapshot of its own. */
    private void computeUntilFailure(
            Project project,
            Instant asOf,
            Deque<Claim> open,
            ResultQueue queue,
            Map<String, Failure> failures,
            JobContext context) {
        Claim claim = open.element();
        try (Evaluation evaluation = evaluations.open(project, asOf, context.deadline())) {
            while (!open.isEmpty()) {
                claim = open.element();
                queue.add(compute(project, claim, evaluation, context.deadline()));
                open.remove();
            }
        } catch (RuntimeException e) {
            context.deadline().check();
            failures.put(claim.segment().id(), results.fail(claim, e));
            open.poll();
            context.advance();
        }
    }

    private Computed compute(Project project, Claim claim, Evaluation evaluation, Deadline jobs) {
        long start = System.nanoTime();
        Segment segment = claim.segment();
        String fingerprint = fingerprints.of(project, segment, evaluation.dataVersion(), evaluation.asOf());
        Outcome outcome = new Outcome(
                fingerprint, evaluation.dataVersion(), evaluation.asOf(), segment.nextRun(project, evaluation.asOf()));
        RoaringBitmap found = fingerprint.equals(claim.fingerprint()) ? null : evaluate(segment, evaluation, jobs);
        return new Computed(claim, outcome, found, Duration.ofNanos(System.nanoTime() - start));
    }

    private RoaringBitmap evaluate(Segment segment, Evaluation evaluation, Deadline jobs) {
        Condition definition = segment.content().definition();
        if (definition == null) {
            throw new IllegalStateException("segment " + segment.id() + " has no definition");
        }
        Deadline limit = Deadline.after(timeout);
        try (Deadline.Registration _ = jobs.onEnd(limit::cancel)) {
            return evaluation
                    .evaluate(definition, segment.content().zone(), limit)
                    .members();
        }
    }
}
