package io.muster.server.delivery;

import io.muster.model.ProjectId;
import io.muster.server.storage.TargetSettings;
import java.time.Instant;

/** A place of a project's that files of exports are copied to. */
record Destination(
        String id,
        ProjectId project,
        String key,
        String name,
        TargetSettings settings,
        Instant createdAt,
        Instant updatedAt) {

    DestinationType type() {
        return DestinationType.of(settings);
    }
}
