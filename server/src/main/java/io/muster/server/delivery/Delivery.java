package io.muster.server.delivery;

import io.muster.model.ErrorCode;
import io.muster.model.ProjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of one export's files to one destination.
 *
 * @param destination its id; null where it was deleted since
 * @param attempts how often it was begun
 * @param files those that have arrived, in order
 * @param openUpload what a broken upload left, or null
 */
record Delivery(
        String id,
        ProjectId project,
        String export,
        @Nullable String destination,
        String destinationKey,
        DeliveryState state,
        int attempts,
        List<Arrived> files,
        @Nullable OpenUpload openUpload,
        @Nullable Failure error,
        @Nullable String job,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    Delivery {
        files = List.copyOf(files);
    }

    /**
     * A file that is there.
     *
     * @param path below the destination's root
     * @param proof how it is known to be the same
     */
    record Arrived(String name, String path, String location, long bytes, String sha256, String proof) {}

    /** @param upload what the place calls it */
    record OpenUpload(String path, String upload) {}

    /** Why it failed. */
    record Failure(ErrorCode code, String detail) {}
}
