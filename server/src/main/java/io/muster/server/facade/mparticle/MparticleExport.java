package io.muster.server.facade.mparticle;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.server.export.Export;
import io.muster.server.export.ExportState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An export as this interface tells of it.
 *
 * @param endTime null until it has ended
 * @param filename where its file can be downloaded; null until it is complete, and again when it is deleted
 */
record MparticleExport(
        @JsonProperty("exportId") String id,
        @JsonProperty("segment") MparticleSegment segment,
        @JsonProperty("status") Status status,
        @JsonProperty("projectId") String project,
        @JsonProperty("startTime") Instant startTime,
        @JsonProperty("endTime") @Nullable Instant endTime,
        @JsonProperty("filename") @Nullable String filename) {

    /** Where an export is. */
    enum Status {
        PENDING,
        COMPLETE,
        FAILED;

        static Status of(ExportState state) {
            return switch (state) {
                case QUEUED, RUNNING -> PENDING;
                case SUCCEEDED, EXPIRED -> COMPLETE;
                case FAILED, CANCELLED -> FAILED;
            };
        }
    }

    /** An export whose file is made, but has not arrived where it is to be. */
    static MparticleExport pending(Export export, MparticleSegment segment) {
        return new MparticleExport(
                export.id(),
                segment,
                Status.PENDING,
                export.project(),
                export.times().createdAt(),
                null,
                null);
    }

    static MparticleExport of(Export export, MparticleSegment segment, @Nullable String filename) {
        return new MparticleExport(
                export.id(),
                segment,
                Status.of(export.state()),
                export.project(),
                export.times().createdAt(),
                export.times().finishedAt(),
                filename);
    }
}
