package io.muster.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A place that exports are copied to. Of its kinds the one is there that {@code type} names, without what is secret.
 *
 * @param type {@code s3}, {@code sftp} or {@code directory}
 */
public record Destination(
        String id,
        String key,
        String name,
        String type,
        @Nullable JsonNode s3,
        @Nullable JsonNode sftp,
        @Nullable JsonNode directory,
        Instant createdAt,
        Instant updatedAt) {
    public Destination {
        s3 = Nodes.orNull(s3);
        sftp = Nodes.orNull(sftp);
        directory = Nodes.orNull(directory);
    }
}
