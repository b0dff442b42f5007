package io.muster.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People being erased, or erased: nothing of who they are.
 *
 * @param state {@code queued}, {@code running}, {@code succeeded}, {@code failed} or {@code cancelled}; the last two are begun
 *     again by themselves
 * @param profiles how many profiles they were; null until it is known
 * @param places how much there was of them; empty until it is counted
 * @param receipt the path of the signed receipt; null until it is done
 */
public record Erasure(
        String id,
        String state,
        String requestedBy,
        boolean suppress,
        int asked,
        @Nullable Integer profiles,
        List<PlaceCount> places,
        @Nullable Long dataVersion,
        @Nullable String receipt,
        @Nullable String job,
        @Nullable Failure error,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    public Erasure {
        places = Lists.copy(places);
    }
}
