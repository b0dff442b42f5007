package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.catalog.Catalog;
import io.muster.server.membership.StoredMembership;
import io.muster.server.segment.RefreshMetrics.Ending;
import io.muster.server.segment.RefreshStore.Claim;
import io.muster.server.segment.Segment.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Stores what became of claims: members, or why there are none. Thread-safe. */
@Component
class ResultStore {

    private static final Logger LOG = LoggerFactory.getLogger(ResultStore.class);

    private final RefreshStore store;
    private final Members members;
    private final RefreshMetrics metrics;
    private final Catalog catalog;
    private final Clock clock;

    ResultStore(RefreshStore store, Members members, RefreshMetrics metrics, Catalog catalog, Clock clock) {
        this.store = store;
        this.members = members;
        this.metrics = metrics;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Stores them in one transaction, for each costs a write to the disk; where that fails, each by itself, so that the
     * failure of one is its own.
     *
     * @return why some could not be stored, by segment
     */
    Map<String, Failure> store(List<Computed> computed) {
        List<Ending> endings = new ArrayList<>();
        try {
            catalog.change(db -> {
                endings.clear();
                computed.forEach(each -> endings.add(store(each)));
            });
        } catch (RuntimeException e) {
            return computed.size() == 1 ? failed(computed.getFirst().claim(), e) : eachByItself(computed);
        }
        for (int i = 0; i < endings.size(); i++) {
            metrics.ended(endings.get(i), computed.get(i).took());
        }
        return Map.of();
    }

    /** Stores that the claim failed, and when the segment is tried again. */
    Failure fail(Claim claim, RuntimeException error) {
        LOG.warn("Segment {} could not be computed", claim.segment().id(), error);
        Failure failure = error instanceof MusterException known
                ? new Failure(known.code(), known.detail())
                : new Failure(ErrorCode.INTERNAL, "Something went wrong here. The log has it under the segment's id.");
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

    private Map<String, Failure> failed(Claim claim, RuntimeException error) {
        return Map.of(claim.segment().id(), fail(claim, error));
    }

    private Map<String, Failure> eachByItself(List<Computed> computed) {
        Map<String, Failure> failures = new HashMap<>();
        computed.forEach(each -> failures.putAll(store(List.of(each))));
        return failures;
    }

    private Ending store(Computed computed) {
        Segment segment = computed.claim().segment();
        RoaringBitmap found = computed.members();
        Instant now = clock.instant();
        if (found == null) {
            return store.succeed(computed.claim(), computed.outcome(), null, now)
                    ? Ending.UNCHANGED
                    : Ending.SUPERSEDED;
        }
        members.lock(segment);
        if (!store.succeed(computed.claim(), computed.outcome(), computed.took().toMillis(), now)) {
            return Ending.SUPERSEDED;
        }
        members.keep(
                new StoredMembership(
                        segment.id(),
                        segment.version(),
                        computed.outcome().dataVersion(),
                        computed.outcome().asOf(),
                        found),
                now);
        return Ending.COMPUTED;
    }
}
