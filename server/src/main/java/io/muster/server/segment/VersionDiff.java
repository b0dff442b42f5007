package io.muster.server.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.server.segment.DefinitionDiff.NodeChange;
import io.muster.server.segment.SegmentView.VersionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What differs between two versions of a segment.
 *
 * @param fields the members that differ, without the definition
 * @param definition the conditions that differ
 */
record VersionDiff(int from, int to, List<FieldChange> fields, List<NodeChange> definition) {

    /** A member of the segment with another value. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record FieldChange(
            String field, @Nullable String from, @Nullable String to) {}

    static VersionDiff of(VersionView from, VersionView to) {
        List<FieldChange> fields = new ArrayList<>();
        add(fields, "name", from.name(), to.name());
        add(fields, "description", from.description(), to.description());
        add(fields, "category", from.category(), to.category());
        add(fields, "refresh", from.refresh(), to.refresh());
        add(fields, "zone", from.zone(), to.zone());
        add(fields, "max_age", from.maxAge(), to.maxAge());
        add(fields, "on_stale", from.onStale(), to.onStale());
        return new VersionDiff(
                from.version(), to.version(), List.copyOf(fields), definition(from.definition(), to.definition()));
    }

    private static void add(List<FieldChange> fields, String name, @Nullable String from, @Nullable String to) {
        if (!Objects.equals(from, to)) {
            fields.add(new FieldChange(name, from, to));
        }
    }

    private static List<NodeChange> definition(@Nullable JsonNode from, @Nullable JsonNode to) {
        return from == null || to == null ? List.of() : DefinitionDiff.of(from, to);
    }
}
