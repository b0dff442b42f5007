package io.muster.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** All that is known about one person or device. {@code identities} has its key in each keyspace. */
public record Profile(
        String id,
        String exportKey,
        @Nullable String sharedUserId,
        Map<String, String> identities,
        Map<String, JsonNode> attributes,
        List<String> tags) {
    public Profile {
        identities = Maps.copy(identities);
        attributes = Maps.copy(attributes);
        tags = Lists.copy(tags);
    }
}
