package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.condition.Condition;
import io.muster.server.project.Project;
import java.time.Instant;
import java.time.ZoneId;
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

    /** The condition that it has, or had where it was frozen from; null where that is none. */
    @Nullable
    Condition shownDefinition() {
        return frozen == null ? content.definition() : frozen.condition();
    }

    Segment with(Run present) {
        return new Segment(id, project, key, type, content, version, present, createdAt, updatedAt, frozen);
    }

    /** The zone in which its windows and days are counted. */
    public ZoneId zone(Project in) {
        ZoneId own = content.zone();
        return own == null ? in.zone() : own;
    }

    /** When it is to be computed after a run at that instant; null for never. */
    @Nullable
    Instant nextRun(Project in, Instant after) {
        return content.refresh().next(after, zone(in));
    }

    /**
     * What is known of the segment's members and of the work on them. How it stands is {@link Freshness}.
     *
     * @param size how many members are stored, null before the first run
     * @param lastRun when that was last found to be so
     * @param asOf the instant that the members are true at
     * @param dataVersion what they are true of
     * @param definitionVersion the version of the segment that they belong to
     * @param nextRun when they are computed again, be it after a failure; null for never
     * @param done the number of the run that the members are of, which grows with every run
     * @param outdated whether something that the segment is defined by has changed since
     * @param leaseUntil until when someone is believed to compute it, null for no one
     * @param failures runs that have failed since the last good one
     */
    public record Run(
            @Nullable Long size,
            @Nullable Instant lastRun,
            @Nullable Instant asOf,
            @Nullable Long dataVersion,
            @Nullable Integer definitionVersion,
            @Nullable Instant nextRun,
            int done,
            boolean outdated,
            @Nullable Instant leaseUntil,
            int failures,
            @Nullable Failure lastError) {

        static final Run NONE = new Run(null, null, null, null, null, null, 0, false, null, 0, null);

        /** A lease that reaches absurdly far is one of a clock that was set back since. */
        boolean isLeased(Instant now) {
            return leaseUntil != null
                    && !leaseUntil.isBefore(now)
                    && leaseUntil.isBefore(now.plus(RefreshStore.LONGEST_LEASE));
        }
    }

    /** Why a run failed. */
    public record Failure(ErrorCode code, String detail) {}
}
