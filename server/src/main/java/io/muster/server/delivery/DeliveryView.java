package io.muster.server.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as callers see it.
 *
 * @param location where its first file is; null until it is there
 */
record DeliveryView(
        String id,
        String destination,
        String state,
        @Nullable String location,
        List<FileView> files,
        int attempts,
        @Nullable FailureView error,
        @Nullable String job,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    record FileView(String name, String location, long bytes, String sha256, String proof) {}

    record FailureView(String code, String detail) {}

    static DeliveryView of(Delivery delivery) {
        List<FileView> files = delivery.files().stream()
                .map(file -> new FileView(file.name(), file.location(), file.bytes(), file.sha256(), file.proof()))
                .toList();
        Delivery.Failure error = delivery.error();
        return new DeliveryView(
                delivery.id(),
                delivery.destinationKey(),
                delivery.state().code(),
                files.isEmpty() ? null : files.getFirst().location(),
                files,
                delivery.attempts(),
                error == null ? null : new FailureView(error.code().code(), error.detail()),
                delivery.job(),
                delivery.createdAt(),
                delivery.finishedAt());
    }
}
