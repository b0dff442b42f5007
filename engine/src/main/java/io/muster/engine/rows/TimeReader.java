package io.muster.engine.rows;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads times of rows into epoch milliseconds, years 1900 to 2200. For one thread. */
final class TimeReader {

    private static final long EARLIEST = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();
    private static final long LATEST = Instant.parse("2201-01-01T00:00:00Z").toEpochMilli() - 1;

    private final ZoneId zone;
    private final IsoTime iso;
    private final @Nullable DateTimeFormatter pattern;
    private final String needed;

    /**
     * @param zone that of times without an offset
     * @param dateFormat a pattern of {@link DateTimeFormatter} that texts may have beside the ISO forms
     * @throws MusterException INVALID_REQUEST where the pattern is none
     */
    TimeReader(ZoneId zone, @Nullable String dateFormat) {
        this.zone = zone;
        this.iso = new IsoTime(zone);
        this.pattern = dateFormat == null ? null : formatter(dateFormat);
        this.needed = dateFormat == null
                ? "an ISO-8601 time such as \"2026-01-31T12:00:00Z\" or epoch milliseconds as an integer"
                : "a time of the form " + dateFormat + " or an ISO-8601 time";
    }

    /** Reads a text in one of the ISO forms or the given pattern. */
    long millis(String field, String text) throws RowRefused {
        Optional<TemporalAccessor> matched = match(text);
        if (matched.isPresent()) {
            return inRange(field, toMillis(matched.get()));
        }
        OptionalLong millis = iso.parse(text);
        if (millis.isEmpty()) {
            throw invalid(field, RowRefused.shown(text));
        }
        return inRange(field, millis.getAsLong());
    }

    /** Takes epoch milliseconds; months of ISO years 1900 to 2200 only. */
    long inRange(String field, long millis) throws RowRefused {
        if (millis < EARLIEST || millis > LATEST) {
            throw new RowRefused(
                    RowError.ROW_INVALID_TIME,
                    RowRefused.shown(field) + " is epoch millisecond " + millis
                            + ", outside of the years 1900 to 2200; numbers are milliseconds since 1970.");
        }
        return millis;
    }

    long millis(LocalDateTime local) {
        return local.atZone(zone).toInstant().toEpochMilli();
    }

    long millis(LocalDate date) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** A date's text as it is stored: dates as dates, date-times without an offset as the instant in the zone. */
    String stored(String field, String text) throws RowRefused {
        Optional<TemporalAccessor> matched = match(text);
        if (matched.isPresent()) {
            return matched.get() instanceof LocalDate date
                    ? date.toString()
                    : Instant.ofEpochMilli(toMillis(matched.get())).toString();
        }
        OptionalLong millis = iso.parse(text);
        if (millis.isEmpty()) {
            throw new RowRefused(
                    RowError.ROW_WRONG_TYPE,
                    RowRefused.shown(field) + " is " + RowRefused.shown(text) + "; its column holds dates: " + needed
                            + ".");
        }
        return hasOffset(text) ? text : Instant.ofEpochMilli(millis.getAsLong()).toString();
    }

    RowRefused invalid(String field, String found) {
        return new RowRefused(
                RowError.ROW_INVALID_TIME, RowRefused.shown(field) + " is " + found + "; it has to be " + needed + ".");
    }

    /** Whether the text, known to be ISO, is complete without the zone: a plain date, or ends with an offset. */
    private static boolean hasOffset(String iso) {
        return iso.length() == 10 || iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.indexOf('-', 10) > 0;
    }

    private Optional<TemporalAccessor> match(String text) {
        if (pattern == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(pattern.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private long toMillis(TemporalAccessor time) {
        return switch (time) {
            case LocalDateTime local -> millis(local);
            case LocalDate date -> millis(date);
            default -> Instant.from(time).toEpochMilli();
        };
    }

    private static DateTimeFormatter formatter(String dateFormat) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(dateFormat)
                    .parseDefaulting(ChronoField.ERA, IsoEra.CE.getValue())
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "date_format is \"" + dateFormat + "\", which is no pattern (" + e.getMessage()
                            + "); use letters such as in \"M/d/yyyy H:mm\".",
                    e);
        }
    }
}
