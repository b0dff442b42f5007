package io.muster.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** All of a segment that can be changed; what is {@code null} goes back to its default. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SegmentReplacement(
        String name,
        @Nullable String description,
        @Nullable String category,
        @Nullable Definition definition,
        @Nullable String refresh,
        @Nullable String zone,
        @Nullable String maxAge,
        @Nullable String onStale) {

    /** The segment as it is, to change a part of. */
    public static SegmentReplacement of(Segment segment) {
        boolean dynamic = segment.type() != SegmentType.STATIC;
        JsonNode definition = segment.definition();
        return new SegmentReplacement(
                segment.name(),
                segment.description(),
                segment.category(),
                dynamic && definition != null ? Definition.of(definition) : null,
                dynamic ? segment.refresh() : null,
                segment.zone(),
                segment.maxAge(),
                segment.onStale());
    }

    public SegmentReplacement withName(String value) {
        return new SegmentReplacement(value, description, category, definition, refresh, zone, maxAge, onStale);
    }

    public SegmentReplacement withDescription(@Nullable String value) {
        return new SegmentReplacement(name, value, category, definition, refresh, zone, maxAge, onStale);
    }

    public SegmentReplacement withCategory(@Nullable String value) {
        return new SegmentReplacement(name, description, value, definition, refresh, zone, maxAge, onStale);
    }

    public SegmentReplacement withDefinition(Definition value) {
        return new SegmentReplacement(name, description, category, value, refresh, zone, maxAge, onStale);
    }

    /** When it is computed again: {@code daily}, {@code manual}, an ISO-8601 duration or a cron expression. */
    public SegmentReplacement withRefresh(@Nullable String value) {
        return new SegmentReplacement(name, description, category, definition, value, zone, maxAge, onStale);
    }

    /** The IANA zone of its windows. */
    public SegmentReplacement withZone(@Nullable String value) {
        return new SegmentReplacement(name, description, category, definition, refresh, value, maxAge, onStale);
    }

    /** How old its members may be, as an ISO-8601 duration. */
    public SegmentReplacement withMaxAge(@Nullable String value) {
        return new SegmentReplacement(name, description, category, definition, refresh, zone, value, onStale);
    }

    /** What becomes of exports while it is stale: {@code warn}, {@code refresh} or {@code refuse}. */
    public SegmentReplacement withOnStale(@Nullable String value) {
        return new SegmentReplacement(name, description, category, definition, refresh, zone, maxAge, value);
    }
}
