package io.muster.server.project;

import io.muster.model.ProjectId;
import io.muster.server.limit.ProjectLimits;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;
import org.jspecify.annotations.Nullable;

/**
 * One body of profiles and events, and how its days and weeks are counted. As a controller's argument it is the project
 * that the path names, by id or key, and that the caller may see.
 *
 * @param exportRetention how long the file of a finished export is kept, as written
 * @param limits what it may use
 */
public record Project(
        ProjectId id,
        String organization,
        String key,
        String name,
        ZoneId zone,
        DayOfWeek weekStart,
        String exportRetention,
        ProjectLimits limits,
        Instant createdAt) {

    /** When a file finished then is to be deleted; months and days are counted in the project's zone. */
    public Instant expiry(Instant finished) {
        return expiry(finished, null);
    }

    /**
     * As {@link #expiry(Instant)}, for a file that is kept as long as it says itself.
     *
     * @param retention an ISO-8601 duration; null for as long as the project says
     */
    public Instant expiry(Instant finished, @Nullable String retention) {
        TemporalAmount kept = Retention.parse(retention == null ? exportRetention : retention);
        return finished.atZone(zone).plus(kept).toInstant();
    }

    /**
     * Checks how long something is to be kept.
     *
     * @throws io.muster.model.MusterException where it is no duration, or out of range
     */
    public static String checkedRetention(String text) {
        Retention.parse(text);
        return text;
    }
}
