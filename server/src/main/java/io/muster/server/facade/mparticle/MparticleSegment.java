package io.muster.server.facade.mparticle;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.server.project.Project;
import io.muster.server.segment.Segment;
import io.muster.server.segment.SegmentType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user segment; what is null is written so. */
record MparticleSegment(
        @JsonProperty("segmentId") String id,
        @JsonProperty("name") String name,
        @JsonProperty("description") @Nullable String description,
        @JsonProperty("category") @Nullable String category,
        @JsonProperty("projectId") String project,
        @JsonProperty("type") String type,
        @JsonProperty("lastRun") @Nullable Instant lastRun) {

    static MparticleSegment of(Segment segment) {
        return new MparticleSegment(
                segment.id(),
                segment.content().name(),
                segment.content().description(),
                segment.content().category(),
                segment.project(),
                segment.type() == SegmentType.STATIC ? "Static" : "Dynamic",
                segment.run().lastRun());
    }

    /** What is still known of a segment that has been deleted since it was exported. */
    static MparticleSegment gone(Project project, String id, String name) {
        return new MparticleSegment(id, name, null, null, project.id().value(), "Static", null);
    }
}
