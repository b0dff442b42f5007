package io.muster.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A segment to make; what is {@code null} is left to the server. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SegmentDraft(
        String name,
        SegmentType type,
        @Nullable Definition definition,
        @Nullable List<String> profiles,
        @Nullable String key,
        @Nullable String description,
        @Nullable String category,
        @Nullable String refresh,
        @Nullable String zone,
        @Nullable String maxAge,
        @Nullable String onStale) {

    /** A segment that its definition decides. */
    public static SegmentDraft dynamic(String name, Definition definition) {
        return new SegmentDraft(name, SegmentType.DYNAMIC, definition, null, null, null, null, null, null, null, null);
    }

    /** A segment of these profiles. */
    public static SegmentDraft ofProfiles(String name, List<String> profiles) {
        List<String> copy = List.copyOf(profiles);
        return new SegmentDraft(name, SegmentType.STATIC, null, copy, null, null, null, null, null, null, null);
    }

    public SegmentDraft withKey(@Nullable String value) {
        return new SegmentDraft(name, type, definition, profiles, value, description, category, refresh, zone, maxAge, onStale);
    }

    public SegmentDraft withDescription(@Nullable String value) {
        return new SegmentDraft(name, type, definition, profiles, key, value, category, refresh, zone, maxAge, onStale);
    }

    public SegmentDraft withCategory(@Nullable String value) {
        return new SegmentDraft(name, type, definition, profiles, key, description, value, refresh, zone, maxAge, onStale);
    }

    /** When it is computed again: {@code daily}, {@code manual}, an ISO-8601 duration or a cron expression. */
    public SegmentDraft withRefresh(@Nullable String value) {
        return new SegmentDraft(name, type, definition, profiles, key, description, category, value, zone, maxAge, onStale);
    }

    /** The IANA zone of its windows. */
    public SegmentDraft withZone(@Nullable String value) {
        return new SegmentDraft(name, type, definition, profiles, key, description, category, refresh, value, maxAge, onStale);
    }

    /** How old its members may be, as an ISO-8601 duration. */
    public SegmentDraft withMaxAge(@Nullable String value) {
        return new SegmentDraft(name, type, definition, profiles, key, description, category, refresh, zone, value, onStale);
    }

    /** What becomes of exports while it is stale: {@code warn}, {@code refresh} or {@code refuse}. */
    public SegmentDraft withOnStale(@Nullable String value) {
        return new SegmentDraft(name, type, definition, profiles, key, description, category, refresh, zone, maxAge, value);
    }
}
