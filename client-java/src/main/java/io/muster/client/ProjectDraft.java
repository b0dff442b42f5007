package io.muster.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A project to make. Only the name is needed; what is {@code null} is left to the server. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProjectDraft(
        String name,
        @Nullable String key,
        @Nullable String zone,
        @Nullable String weekStart,
        @Nullable String exportRetention) {

    public static ProjectDraft named(String name) {
        return new ProjectDraft(name, null, null, null, null);
    }

    public ProjectDraft withKey(@Nullable String value) {
        return new ProjectDraft(name, value, zone, weekStart, exportRetention);
    }

    /** An IANA name. */
    public ProjectDraft withZone(@Nullable String value) {
        return new ProjectDraft(name, key, value, weekStart, exportRetention);
    }

    /** A lower-case day, such as {@code monday}. */
    public ProjectDraft withWeekStart(@Nullable String value) {
        return new ProjectDraft(name, key, zone, value, exportRetention);
    }

    /** An ISO-8601 duration, such as {@code PT48H}. */
    public ProjectDraft withExportRetention(@Nullable String value) {
        return new ProjectDraft(name, key, zone, weekStart, value);
    }
}
