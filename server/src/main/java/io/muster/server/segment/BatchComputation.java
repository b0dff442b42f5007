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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Computes many segments of a project on one snapshot and as of one instant, so that equal conditions are evaluated
 * once and segments agree with those that they are defined by. The failure of one is its own. Thread-safe.
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
     * A segment's members that are still to be stored.
     *
     * @param members null where the stored ones are still right
     */
    private record Computed(
            Claim claim, Outcome outcome, @Nullable RoaringBitmap members, Duration took) {}

    /** What has been computed and waits to be stored together: not for long, and not much. For one thread. */
    private static final class Pending {
        private static final int MOST = 100;
        private static final long MOST_BYTES = 16 << 20;
        private static final long LONGEST_NANOS = Duration.ofMillis(500).toNanos();

        private List<Computed> waiting = new ArrayList<>();
        private long bytes;
        private long since;

        void add(Computed computed) {
            if (waiting.isEmpty()) {
                since = System.nanoTime();
                bytes = 0;
            }
            waiting.add(computed);
            bytes += computed.members() == null ? 0 : computed.members().getLongSizeInBytes();
        }

        boolean isFull() {
            return waiting.size() >= MOST || bytes >= MOST_BYTES || System.nanoTime() - since > LONGEST_NANOS;
        }

        List<Computed> take() {
            List<Computed> taken = waiting;
            waiting = new ArrayList<>();
            return taken;
        }
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
        Pending pending = new Pending();
        try (Evaluation evaluation = evaluations.open(project, asOf, context.deadline())) {
            while (!open.isEmpty() && compute(project, open.element(), evaluation, context, pending, failures)) {
                open.remove();
                if (pending.isFull()) {
                    store(pending.take(), failures, context);
                }
            }
        } catch (RuntimeException e) {
            context.deadline().check();
            Claim claim = open.element();
            failures.put(claim.segment().id(), fail(claim, e));
        }
        store(pending.take(), failures, context);
        if (!open.isEmpty()) {
            open.remove();
            context.advance();
        }
    }

    /** False where it failed. */
    private boolean compute(
            Project project,
            Claim claim,
            Evaluation evaluation,
            JobContext context,
            Pending pending,
            Map<String, Failure> failures) {
        try {
            pending.add(compute(project, claim, evaluation, context.deadline()));
            return true;
        } catch (RuntimeException e) {
            context.deadline().check();
            failures.put(claim.segment().id(), fail(claim, e));
            return false;
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

    /** Stores them together, for each transaction costs a write to the disk; if that fails, each by itself. */
    private void store(List<Computed> computed, Map<String, Failure> failures, JobContext context) {
        if (computed.isEmpty()) {
            return;
        }
        try {
            List<Computed> superseded = catalog.transaction(
                    db -> computed.stream().filter(each -> !store(each)).toList());
            computed.forEach(each -> stored(each, !superseded.contains(each), context));
        } catch (RuntimeException e) {
            context.deadline().check();
            if (computed.size() > 1) {
                computed.forEach(each -> store(List.of(each), failures, context));
                return;
            }
            Claim claim = computed.getFirst().claim();
            failures.put(claim.segment().id(), fail(claim, e));
            context.advance();
        }
    }

    private boolean store(Computed computed) {
        Segment segment = computed.claim().segment();
        Outcome outcome = computed.outcome();
        RoaringBitmap found = computed.members();
        Instant now = clock.instant();
        if (found == null) {
            return store.succeed(computed.claim(), outcome, null, now);
        }
        members.lock(segment);
        boolean newest =
                store.succeed(computed.claim(), outcome, computed.took().toMillis(), now);
        if (newest) {
            members.keep(
                    new StoredMembership(segment.id(), segment.version(), outcome.dataVersion(), outcome.asOf(), found),
                    now);
        }
        return newest;
    }

    private void stored(Computed computed, boolean newest, JobContext context) {
        Ending ending = computed.members() == null ? Ending.UNCHANGED : Ending.COMPUTED;
        metrics.ended(newest ? ending : Ending.SUPERSEDED, computed.took());
        context.advance();
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
                : new Failure(ErrorCode.INTERNAL, "Something went wrong here. The log has it under the segment's id.");
    }
}
