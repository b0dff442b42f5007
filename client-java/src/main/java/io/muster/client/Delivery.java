package io.muster.client;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an export's files at a destination, or what became of it.
 *
 * @param destination the destination's key
 * @param location where its first file is, such as {@code s3://bucket/exports/e_1.csv}; null until it is there
 * @param error why it failed, or stumbled last
 * @param job the id of the job that does it
 */
public record Delivery(
        String id,
        String destination,
        DeliveryState state,
        @Nullable String location,
        List<DeliveredFile> files,
        int attempts,
        @Nullable Failure error,
        @Nullable String job,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    public Delivery {
        files = Lists.copy(files);
    }

    /** A file that has arrived; {@code proof} says how that is known: by {@code checksum}, {@code etag} or {@code read_back}. */
    public record DeliveredFile(String name, String location, long bytes, String sha256, String proof) {}

    /** Whether nothing more comes of it by itself. */
    @JsonIgnore
    public boolean isOver() {
        return switch (state) {
            case DELIVERED, FAILED, CANCELLED -> true;
            case WAITING, QUEUED, RUNNING, UNKNOWN -> false;
        };
    }
}
