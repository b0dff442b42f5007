package io.muster.server.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.model.condition.ResolvedWindow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An explanation as callers see it. */
record ExplanationView(
        String profile,
        @Nullable SegmentRef segment,
        @Nullable Integer definitionVersion,
        long dataVersion,
        Instant asOf,
        String zone,
        boolean verdict,
        Node explanation) {

    record SegmentRef(String id, String key, String name) {}

    /** @param flip when time alone would turn the verdict */
    record Node(
            String pointer,
            String kind,
            boolean verdict,
            FlipView flip,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            JsonNode condition,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ResolvedWindow> windows,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Saw saw,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Node> conditions) {}

    record FlipView(String kind, @Nullable Instant at, boolean provided) {}

    /** What a condition saw; only what belongs to its kind is there. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Saw(
            @Nullable Map<String, @Nullable Object> attributes,
            @Nullable List<String> tags,
            @Nullable List<String> identities,
            @Nullable Double distanceKm,
            @Nullable SegmentRef segment,
            @Nullable String explain,
            @Nullable List<EventsView> events) {
        static Saw attributes(Map<String, @Nullable Object> values) {
            return new Saw(values, null, null, null, null, null, null);
        }

        static Saw tags(List<String> tags) {
            return new Saw(null, tags, null, null, null, null, null);
        }

        static Saw identities(List<String> keyspaces) {
            return new Saw(null, null, keyspaces, null, null, null, null);
        }

        /** @param km null without a location */
        static Saw place(@Nullable Double km) {
            return new Saw(null, null, null, km, null, null, null);
        }

        static Saw segment(SegmentRef segment, String explain) {
            return new Saw(null, null, null, null, segment, explain, null);
        }

        static Saw events(List<EventsView> events) {
            return new Saw(null, null, null, null, null, null, events);
        }
    }

    record EventsView(
            String name,
            long total,
            long matching,
            @Nullable BigDecimal measured,
            List<EventView> sample) {}

    record EventView(@Nullable String id, Instant time, Map<String, @Nullable Object> properties, boolean matches) {}
}
