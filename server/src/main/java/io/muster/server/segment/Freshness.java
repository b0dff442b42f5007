package io.muster.server.segment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.muster.server.segment.Segment.Run;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a segment's stored members can be relied on. Every answer made from them has one.
 *
 * @param state not part of the answer: the segment's
 * @param stale whether they are older than they may be, or than what they follow from
 * @param freshUntil when they come of age by {@code max_age}; null without such a limit
 * @param reason why they are stale, in words; null where they are not
 */
public record Freshness(
        @JsonIgnore SegmentState state,
        boolean stale,
        @Nullable Instant freshUntil,
        @Nullable String reason) {

    /** A run may begin that much later than planned before it counts as missed. */
    static final Duration GRACE = Duration.ofMinutes(1);

    /** Of segments that nothing speaks against. */
    static final Freshness UNDOUBTED = new Freshness(SegmentState.FRESH, false, null, null);

    /** How the segment stands at that instant. */
    public static Freshness of(Segment segment, Instant now) {
        Run run = segment.run();
        Instant freshUntil = freshUntil(segment);
        String reason = reason(segment, freshUntil, now);
        return new Freshness(state(run, reason != null, now), reason != null, freshUntil, reason);
    }

    private static SegmentState state(Run run, boolean stale, Instant now) {
        if (run.isLeased(now)) {
            return SegmentState.REFRESHING;
        }
        if (run.lastError() != null) {
            return SegmentState.FAILED;
        }
        if (run.size() == null) {
            return SegmentState.NEW;
        }
        return stale ? SegmentState.STALE : SegmentState.FRESH;
    }

    private static @Nullable Instant freshUntil(Segment segment) {
        Duration maxAge = segment.content().maxAge();
        Instant asOf = segment.run().asOf();
        return maxAge == null || asOf == null ? null : asOf.plus(maxAge);
    }

    private static @Nullable String reason(Segment segment, @Nullable Instant freshUntil, Instant now) {
        Run run = segment.run();
        Integer computed = run.definitionVersion();
        if (computed == null) {
            return "It has not been computed yet.";
        }
        if (segment.type() == SegmentType.DYNAMIC && computed != segment.version()) {
            return "Its members are those of version " + computed + "; it is at version " + segment.version() + " now.";
        }
        if (run.outdated()) {
            return "A segment that it is defined by has changed since it was computed.";
        }
        if (freshUntil != null && now.isAfter(freshUntil)) {
            return "Its members are as of " + run.asOf() + ", which is more than "
                    + segment.content().maxAge() + " ago.";
        }
        if (run.failures() > 0) {
            return "Its last " + (run.failures() == 1 ? "run" : run.failures() + " runs")
                    + " failed; its members are as of " + run.asOf() + ".";
        }
        return isMissed(run, now) ? "Its run of " + run.nextRun() + " has not come yet." : null;
    }

    private static boolean isMissed(Run run, Instant now) {
        return run.nextRun() != null && run.nextRun().plus(GRACE).isBefore(now) && !run.isLeased(now);
    }
}
