package io.muster.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What differs between two versions of a segment: its members, and the conditions of its definition. */
public record VersionDiff(int from, int to, List<FieldChange> fields, List<NodeChange> definition) {
    public VersionDiff {
        fields = Lists.copy(fields);
        definition = Lists.copy(definition);
    }

    /** A member with another value. */
    public record FieldChange(String field, @Nullable String from, @Nullable String to) {}

    /** A condition that was {@code added}, {@code removed} or {@code changed}, with its places as JSON Pointers. */
    public record NodeChange(
            String change,
            @Nullable String fromPointer,
            @Nullable String toPointer,
            @Nullable JsonNode from,
            @Nullable JsonNode to) {
        public NodeChange {
            from = Nodes.orNull(from);
            to = Nodes.orNull(to);
        }
    }
}
