package io.muster.server.segment;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * The instants of a cron expression of five fields in a zone whose clocks change. Where its hours begin with {@code *} it goes
 * by time that passes. Else it goes by the clock: a time that the clock leaves out is moved by as much as it leaves out,
 * and one that it shows twice counts the first time.
 */
final class CronTimes {

    /** The second field has the hours. */
    private static final Pattern EVERY_SO_MANY_HOURS = Pattern.compile("\\S+\\s+\\*.*");

    private CronTimes() {}

    /** The first after that instant; null where there is none. */
    static @Nullable Instant next(String text, Instant after, ZoneId zone) {
        CronExpression cron = CronExpression.parse("0 " + text);
        if (EVERY_SO_MANY_HOURS.matcher(text).matches()) {
            ZonedDateTime next = cron.next(after.atZone(zone));
            return next == null ? null : next.toInstant();
        }
        return byTheClock(cron, after, zone);
    }

    /** Times in a gap can overtake those after it, so all that are left of it are looked at. */
    private static @Nullable Instant byTheClock(CronExpression cron, Instant after, ZoneId zone) {
        @Nullable Instant first = null;
        LocalDateTime time = cron.next(start(after, zone));
        while (time != null) {
            Instant next = ZonedDateTime.of(time, zone).toInstant();
            if (next.isAfter(after) && (first == null || next.isBefore(first))) {
                first = next;
            }
            if (first != null && !zone.getRules().getValidOffsets(time).isEmpty()) {
                return first;
            }
            time = cron.next(time);
        }
        return first;
    }

    /** What the clock shows, or before the gap whose times may have been moved to later than that. */
    private static LocalDateTime start(Instant after, ZoneId zone) {
        LocalDateTime shown = LocalDateTime.ofInstant(after, zone);
        @Nullable ZoneOffsetTransition last = zone.getRules().previousTransition(after.plusNanos(1));
        boolean moved = last != null
                && last.isGap()
                && shown.isBefore(last.getDateTimeAfter().plus(last.getDuration()));
        return moved ? last.getDateTimeBefore().minusNanos(1) : shown;
    }
}
