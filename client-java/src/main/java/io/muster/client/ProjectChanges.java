package io.muster.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What to change of a project; what is {@code null} stays as it is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProjectChanges(
        @Nullable String name,
        @Nullable String zone,
        @Nullable String weekStart,
        @Nullable String exportRetention) {

    /** No change at all, to begin from. */
    public static final ProjectChanges NONE = new ProjectChanges(null, null, null, null);

    public ProjectChanges withName(@Nullable String value) {
        return new ProjectChanges(value, zone, weekStart, exportRetention);
    }

    /** An IANA name. */
    public ProjectChanges withZone(@Nullable String value) {
        return new ProjectChanges(name, value, weekStart, exportRetention);
    }

    /** A lower-case day, such as {@code monday}. */
    public ProjectChanges withWeekStart(@Nullable String value) {
        return new ProjectChanges(name, zone, value, exportRetention);
    }

    /** An ISO-8601 duration, such as {@code PT48H}. */
    public ProjectChanges withExportRetention(@Nullable String value) {
        return new ProjectChanges(name, zone, weekStart, value);
    }
}
