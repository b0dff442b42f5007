package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** When a dynamic segment is computed again. */
public sealed interface Refresh {

    /** Shorter intervals are refused. */
    Duration SHORTEST = Duration.ofMinutes(1);

    /** Longer intervals are refused. */
    Duration LONGEST = Duration.ofDays(366);

    /** As it is written in a segment. */
    String text();

    /** The first run after that instant; null for never. */
    @Nullable
    Instant next(Instant after, ZoneId zone);

    /** At the start of each day in the segment's zone. */
    record Daily() implements Refresh {
        @Override
        public String text() {
            return "daily";
        }

        @Override
        public Instant next(Instant after, ZoneId zone) {
            return after.atZone(zone)
                    .toLocalDate()
                    .plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant();
        }
    }

    /** Only when asked. */
    record Manual() implements Refresh {
        @Override
        public String text() {
            return "manual";
        }

        @Override
        public @Nullable Instant next(Instant after, ZoneId zone) {
            return null;
        }
    }

    /** That long after each run. */
    record Interval(Duration interval) implements Refresh {
        @Override
        public String text() {
            return interval.toString();
        }

        @Override
        public Instant next(Instant after, ZoneId zone) {
            return after.plus(interval);
        }
    }

    /** By a cron expression of five fields in the segment's zone; {@link CronTimes} says what that is when clocks change. */
    record Cron(String text) implements Refresh {
        @Override
        public @Nullable Instant next(Instant after, ZoneId zone) {
            return CronTimes.next(text, after, zone);
        }
    }

    /**
     * Reads what {@link #text} writes.
     *
     * @throws MusterException INVALID_REQUEST, naming the field {@code refresh}
     */
    static Refresh parse(String text) {
        return switch (text) {
            case "daily" -> new Daily();
            case "manual" -> new Manual();
            default -> text.startsWith("P") ? interval(text) : cron(text);
        };
    }

    private static Refresh interval(String text) {
        try {
            Duration interval = Duration.parse(text).truncatedTo(ChronoUnit.SECONDS);
            if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
                throw wrong(text, "an interval is from PT1M to P366D");
            }
            return new Interval(interval);
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong(text, "an interval is an ISO-8601 duration such as PT6H");
        }
    }

    private static Refresh cron(String text) {
        if (text.strip().split("\\s+").length != 5 || !CronExpression.isValidExpression("0 " + text.strip())) {
            throw wrong(text, "it is daily, manual, a duration such as PT6H, or five cron fields such as 0 6 * * 1");
        }
        Cron cron = new Cron(text.strip());
        if (cron.next(Instant.EPOCH, ZoneOffset.UTC) == null) {
            throw wrong(text, "that day never comes");
        }
        return cron;
    }

    private static MusterException wrong(String text, String right) {
        String detail = "refresh is \"" + text + "\"; " + right + ".";
        return new MusterException(
                ErrorCode.INVALID_REQUEST,
                detail,
                List.of(new FieldError("/refresh", ErrorCode.INVALID_REQUEST, detail)));
    }
}
