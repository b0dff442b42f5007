package io.muster.server.segment;

import io.muster.model.ErrorCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A saved segment.
 *
 * @param id opaque, unique everywhere
 * @param content what its present version says
 * @param version grows with every change of the content
 * @param run how its last computation went
 * @param frozen what a static segment was frozen from; null where it was not
 */
public record Segment(
        String id,
        String project,
        String key,
        SegmentType type,
        SegmentContent content,
        int version,
        Run run,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Frozen frozen) {

    /** One that was not frozen from another. */
    public Segment(
            String id,
            String project,
            String key,
            SegmentType type,
            SegmentContent content,
            int version,
            Run run,
            Instant createdAt,
            Instant updatedAt) {
        this(id, project, key, type, content, version, run, createdAt, updatedAt, null);
    }

    /**
     * What is known of the segment's members.
     *
     * @param state as stored; whether that is too old is worked out when it is shown
     * @param size how many members are stored, null before the first run
     * @param lastRun when they were computed
     * @param dataVersion what they are true of
     * @param definitionVersion the version of the segment that they belong to
     * @param nextRun when they are computed again, null for never
     */
    public record Run(
            RunState state,
            @Nullable Long size,
            @Nullable Instant lastRun,
            @Nullable Long dataVersion,
            @Nullable Integer definitionVersion,
            @Nullable Instant nextRun,
            @Nullable Failure lastError) {}

    /** Why a run failed. */
    public record Failure(ErrorCode code, String detail) {}

    /** How far the newest run has come. */
    public enum RunState {
        NEW,
        REFRESHING,
        FRESH,
        FAILED
    }
}
