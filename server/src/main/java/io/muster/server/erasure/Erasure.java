package io.muster.server.erasure;

import io.muster.server.job.Job;
import io.muster.server.job.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that people be erased, and what became of it.
 *
 * @param requestedBy as the audit trail names callers
 * @param suppress whether rows with a key of theirs are dropped from then on
 * @param asked how many keys were given
 * @param subjects who they are, sealed; null once they are erased
 * @param counts how much there was of them, by place; empty until it is counted
 * @param profiles how many profiles they are; null until it is known
 * @param receipt what was done, signed; null until it is
 */
record Erasure(
        String id,
        String project,
        JobState state,
        String requestedBy,
        boolean suppress,
        int asked,
        @Nullable String subjects,
        Map<String, Long> counts,
        @Nullable Integer profiles,
        @Nullable Long dataVersion,
        @Nullable String receipt,
        @Nullable String job,
        Job.@Nullable Failure error,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    Erasure {
        counts = Map.copyOf(counts);
    }

    /** What is known of how much there was, in the order of the inventory. */
    List<PlaceCount> places() {
        return PlaceCount.of(counts);
    }
}
