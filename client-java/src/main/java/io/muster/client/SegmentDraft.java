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
        @Nullable String maxAge) {

    /** A segment that its definition decides. */
    public static SegmentDraft dynamic(String name, Definition definition) {
        return new SegmentDraft(name, SegmentType.DYNAMIC, definition, null, null, null, null, null, null, null);
    }

    /** A segment of these profiles. */
    public static SegmentDraft ofProfiles(String name, List<String> profiles) {
        List<String> copy = List.copyOf(profiles);
        return new SegmentDraft(name, SegmentType.STATIC, null, copy, null, null, null, null, null, null);
    }

    public SegmentDraft withKey(@Nullable String value) {
        return new SegmentDraft(name, type, definition, profiles, value, description, category, refresh, zone, maxAge);
    }

    public SegmentDraft withDescription(@Nullable String value) {
        return new SegmentDraft(name, type, definition, profiles, key, value, category, refresh, zone, maxAge);
    }

    public SegmentDraft withCategory(@Nullable String value) {
        return new SegmentDraft(name, type, definition, profiles, key, description, value, refresh, zone, maxAge);
    }

    /** When it is computed again: {@code daily}, {@code manual}, an ISO-8601 duration or a cron expression. */
    public SegmentDraft withRefresh(@Nullable String value) {
        return new SegmentDraft(name, type, definition, profiles, key, description, category, value, zone, maxAge);
    }

    /** The IANA zone of its windows. */
    public SegmentDraft withZone(@Nullable String value) {
        return new SegmentDraft(name, type, definition, profiles, key, description, category, refresh, value, maxAge);
    }

    /** How old its members may be, as an ISO-8601 duration. */
    public SegmentDraft withMaxAge(@Nullable String value) {
        return new SegmentDraft(name, type, definition, profiles, key, description, category, refresh, zone, value);
    }
}
