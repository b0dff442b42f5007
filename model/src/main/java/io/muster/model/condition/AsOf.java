package io.muster.model.condition;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * What relative windows are relative to.
 *
 * @param instant the evaluation's instant, truncated to the millisecond
 * @param zone the zone of windows that name none
 * @param weekStart the project's first day of the week
 */
public record AsOf(Instant instant, ZoneId zone, DayOfWeek weekStart) {
    public AsOf {
        instant = instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
