package io.muster.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An export that is asked for again and again.
 *
 * @param export what is asked for at each run, as {@link ExportRequest} is written
 * @param timing {@code daily}, an interval such as {@code PT6H}, or five cron fields
 * @param zone the IANA zone whose days and hours count; null for the project's
 * @param sinceLast whether each run has only what changed since the run before
 * @param lastExport the id of the export that was asked for last
 * @param fullBecause why the last run has all rows although {@code sinceLast} asks for what changed; null where it has not
 * @param lastError why the last run asked for none; null if it did
 */
public record ExportSchedule(
        String id,
        String name,
        JsonNode export,
        String timing,
        @Nullable String zone,
        boolean sinceLast,
        boolean enabled,
        @Nullable Instant nextRun,
        @Nullable Instant lastRun,
        @Nullable String lastExport,
        @Nullable String fullBecause,
        @Nullable Failure lastError,
        Instant createdAt,
        Instant updatedAt) {}
