package io.muster.server.segment;

import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.condition.Condition;
import io.muster.server.catalog.Catalog;
import io.muster.server.config.MusterProperties;
import io.muster.server.job.JobContext;
import io.muster.server.membership.StoredMembership;
import io.muster.server.project.Project;
import io.muster.server.segment.Evaluations.Evaluation;
import io.muster.server.segment.RefreshMetrics.Ending;
import io.muster.server.segment.RefreshStore.Claim;
import io.muster.server.segment.RefreshStore.Outcome;
import io.muster.server.segment.Segment.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Computes many segments of a project on one snapshot and as of one instant, so that equal conditions are evaluated
 * once and segments agree with those that they are defined by. Each is stored by itself, and the failure of one is its
 * own. Thread-safe.
 */
@Component
class BatchComputation {

    private static final Logger LOG = LoggerFactory.getLogger(BatchComputation.class);

    private final Evaluations evaluations;
    private final RefreshStore store;
    private final Members members;
    private final Fingerprints fingerprints;
    private final RefreshMetrics metrics;
    private final Catalog catalog;
    private final Clock clock;
    private final Duration timeout;

    BatchComputation(
            Evaluations evaluations,
            RefreshStore store,
            Members members,
            Fingerprints fingerprints,
            RefreshMetrics metrics,
            Catalog catalog,
            Clock clock,
            MusterProperties properties) {
        this.evaluations = evaluations;
        this.store = store;
        this.members = members;
        this.fingerprints = fingerprints;
        this.metrics = metrics;
        this.catalog = catalog;
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
        Map<String, Failure> failures = new HashMap<>();
        Instant asOf = clock.instant();
        while (!open.isEmpty()) {
            computeUntilFailure(project, asOf, open, failures, context);
            context.deadline().check();
        }
        return failures;
    }

    /** An error ends the engine's transaction, so that the rest needs a snapshot of its own. */
    private void computeUntilFailure(
            Project project, Instant asOf, Deque<Claim> open, Map<String, Failure> failures, JobContext context) {
        Claim claim = open.element();
        try (Evaluation evaluation = evaluations.open(project, asOf, context.deadline())) {
            while (!open.isEmpty()) {
                claim = open.element();
                compute(project, claim, evaluation, context.deadline());
                open.remove();
                context.advance();
            }
        } catch (RuntimeException e) {
            context.deadline().check();
            failures.put(claim.segment().id(), fail(claim, e));
            open.remove();
            context.advance();
        }
    }

    private void compute(Project project, Claim claim, Evaluation evaluation, Deadline jobs) {
        long start = System.nanoTime();
        Segment segment = claim.segment();
        String fingerprint = fingerprints.of(project, segment, evaluation.dataVersion(), evaluation.asOf());
        Outcome outcome = new Outcome(
                fingerprint, evaluation.dataVersion(), evaluation.asOf(), segment.nextRun(project, evaluation.asOf()));
        Instant now = clock.instant();
        if (fingerprint.equals(claim.fingerprint())) {
            ended(store.succeed(claim, outcome, null, now), Ending.UNCHANGED, start);
            return;
        }
        RoaringBitmap found = evaluate(segment, evaluation, jobs);
        long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
        ended(keep(claim, outcome, found, took), Ending.COMPUTED, start);
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

    private boolean keep(Claim claim, Outcome outcome, RoaringBitmap found, long took) {
        Segment segment = claim.segment();
        Instant now = clock.instant();
        return catalog.transaction(db -> {
            members.lock(segment);
            boolean newest = store.succeed(claim, outcome, took, now);
            if (newest) {
                members.keep(
                        new StoredMembership(
                                segment.id(), segment.version(), outcome.dataVersion(), outcome.asOf(), found),
                        now);
            }
            return newest;
        });
    }

    private void ended(boolean newest, Ending ending, long start) {
        metrics.ended(newest ? ending : Ending.SUPERSEDED, Duration.ofNanos(System.nanoTime() - start));
    }

    private Failure fail(Claim claim, RuntimeException error) {
        LOG.warn("Segment {} could not be computed", claim.segment().id(), error);
        Failure failure = failure(error);
        Instant now = clock.instant();
        Instant retry = now.plus(BackOff.after(claim.segment().run().failures() + 1));
        try {
            store.fail(claim, failure, retry, now);
        } catch (RuntimeException e) {
            LOG.warn("Could not store that segment {} failed", claim.segment().id(), e);
        }
        metrics.ended(Ending.FAILED, Duration.ZERO);
        return failure;
    }

    private static Failure failure(@Nullable RuntimeException error) {
        return error instanceof MusterException known
                ? new Failure(known.code(), known.detail())
                : new Failure(
                        ErrorCode.INTERNAL, "Something went wrong here. The log has it under the segment's id.");
    }
}
