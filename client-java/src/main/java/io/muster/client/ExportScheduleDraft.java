package io.muster.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A schedule to make, or all that another is to be; what is {@code null} has its default. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExportScheduleDraft(
        String name,
        JsonNode export,
        String timing,
        @Nullable String zone,
        @Nullable Boolean sinceLast,
        @Nullable Boolean enabled) {

    /**
     * Asks for that export at those times.
     *
     * @param timing {@code daily}, an interval such as {@code PT6H}, or five cron fields such as {@code 0 6 * * *}
     */
    public static ExportScheduleDraft of(String name, ExportRequest export, String timing) {
        return new ExportScheduleDraft(name, MusterJson.mapper().valueToTree(export), timing, null, null, null);
    }

    /** All that a schedule is, to change a part of it. */
    public static ExportScheduleDraft of(ExportSchedule schedule) {
        return new ExportScheduleDraft(
                schedule.name(),
                schedule.export(),
                schedule.timing(),
                schedule.zone(),
                schedule.sinceLast(),
                schedule.enabled());
    }

    public ExportScheduleDraft withName(String value) {
        return new ExportScheduleDraft(value, export, timing, zone, sinceLast, enabled);
    }

    public ExportScheduleDraft withExport(ExportRequest value) {
        return new ExportScheduleDraft(name, MusterJson.mapper().valueToTree(value), timing, zone, sinceLast, enabled);
    }

    public ExportScheduleDraft withTiming(String value) {
        return new ExportScheduleDraft(name, export, value, zone, sinceLast, enabled);
    }

    /** The IANA zone whose days and hours count; null for the project's. */
    public ExportScheduleDraft withZone(@Nullable String value) {
        return new ExportScheduleDraft(name, export, timing, value, sinceLast, enabled);
    }

    /** Each run has only what changed since the run before. */
    public ExportScheduleDraft withSinceLast(@Nullable Boolean value) {
        return new ExportScheduleDraft(name, export, timing, zone, value, enabled);
    }

    public ExportScheduleDraft withEnabled(@Nullable Boolean value) {
        return new ExportScheduleDraft(name, export, timing, zone, sinceLast, value);
    }
}
