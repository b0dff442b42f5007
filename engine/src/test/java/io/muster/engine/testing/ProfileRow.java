package io.muster.engine.testing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row about a profile, as JSON would have it.
 *
 * @param attributes String, BigDecimal, Boolean, List, Map or null (clears) by name
 * @param identities a key, or null (clears), by keyspace
 * @param tags null where the row says nothing of tags; empty clears them
 */
public record ProfileRow(
        String id,
        Map<String, ? extends @Nullable Object> attributes,
        Map<String, ? extends @Nullable String> identities,
        @Nullable List<String> tags) {

    public static ProfileRow of(String id, Map<String, ? extends @Nullable Object> attributes) {
        return new ProfileRow(id, attributes, Map.of(), null);
    }
}
