package io.muster.server.export.schedule;

import io.muster.model.ErrorCode;
import io.muster.server.project.Project;
import io.muster.server.segment.Refresh;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An export that is asked for again and again.
 *
 * @param plan what callers say of it
 * @param nextRun null while it is not enabled
 * @param lastExport the export that the last run asked for, or null
 * @param fullBecause why the last run asked for all rows although it was to ask for what changed, or null
 * @param error why the last run asked for none, or null
 */
public record ExportSchedule(
        String id,
        String project,
        Plan plan,
        @Nullable Instant nextRun,
        @Nullable Instant lastRun,
        @Nullable String lastExport,
        @Nullable String fullBecause,
        @Nullable Failure error,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * What is asked for, and when.
     *
     * @param export what a caller would send to ask for it once
     * @param zone whose days and hours count; null for the project's
     * @param sinceLast whether each run asks only for what changed since the one before
     */
    public record Plan(
            String name,
            ObjectNode export,
            Refresh timing,
            @Nullable ZoneId zone,
            boolean sinceLast,
            boolean enabled) {

        /** When the next run is; null while it is not enabled. */
        @Nullable
        Instant next(Project project, Instant after) {
            return enabled ? timing.next(after, zone == null ? project.zone() : zone) : null;
        }
    }

    public record Failure(ErrorCode code, String detail) {}
}
