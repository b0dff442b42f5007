package io.muster.server.facade.artisan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.server.export.CallerExports.Located;
import io.muster.server.export.Export;
import io.muster.server.export.Export.SegmentReference;
import io.muster.server.export.Export.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An export as this interface lists it.
 *
 * @param end null until it has ended
 */
record Job(
        @JsonProperty("id") String id,
        @JsonProperty("type") String type,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("start") @Nullable Instant start,
        @JsonProperty("end") @Nullable Instant end,
        @JsonProperty("status") JobStatus status) {

    static Job of(Export export) {
        Times times = export.times();
        return new Job(
                export.id(),
                export.what().segment() == null ? "Profiles Export" : "Segments Export",
                times.createdAt(),
                times.startedAt(),
                times.finishedAt(),
                JobStatus.of(export.state()));
    }

    /**
     * All that is told of one job.
     *
     * @param identifier of what is exported: the segment's, or for profiles the app's
     */
    record Detail(
            @JsonProperty("_id") String key,
            @JsonProperty("id") String id,
            @JsonProperty("type") String type,
            @JsonProperty("description") String description,
            @JsonProperty("identifier") String identifier,
            @JsonProperty("organization_id") String organization,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("updated_at") Instant updatedAt,
            @JsonProperty("start") @Nullable Instant start,
            @JsonProperty("end") @Nullable Instant end,
            @JsonProperty("status") JobStatus status) {

        static Detail of(Located located) {
            Export export = located.export();
            Job job = Job.of(export);
            SegmentReference segment = export.what().segment();
            Instant begun = job.start() == null ? job.createdAt() : job.start();
            return new Detail(
                    job.id(),
                    job.id(),
                    job.type(),
                    segment == null ? "Profiles of " + located.project().name() : "Segment " + segment.name(),
                    segment == null ? located.project().id().value() : segment.id(),
                    located.project().organization(),
                    job.createdAt(),
                    job.end() == null ? begun : job.end(),
                    job.start(),
                    job.end(),
                    job.status());
        }
    }
}
