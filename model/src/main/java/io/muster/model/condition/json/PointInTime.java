package io.muster.model.condition.json;

import io.muster.model.condition.Value;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads operands that are dates ({@code 2026-01-31}) or instants with their offset ({@code 2026-01-31T12:00:00Z}). */
final class PointInTime {

    private static final Pattern FORM = Pattern.compile("(?<date>\\d{4}-\\d{2}-\\d{2})"
            + "(?:[T ](?<time>\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)(?<offset>Z|[+-]\\d{2}(?::?\\d{2})?)?)?");

    private PointInTime() {}

    /**
     * The day or the moment.
     *
     * @throws IllegalArgumentException with a message that says what is wrong with the text
     */
    static Value parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("it is neither a date nor an instant");
        }
        try {
            return parts.group("time") == null ? day(parts) : moment(parts);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no such date or time", e);
        }
    }

    private static Value day(Matcher parts) {
        return new Value.Day(LocalDate.parse(parts.group("date")));
    }

    private static Value moment(Matcher parts) {
        String offset = parts.group("offset");
        if (offset == null) {
            throw new IllegalArgumentException("the instant has no offset; add Z for UTC, or one such as +02:00");
        }
        LocalDateTime local = LocalDateTime.parse(parts.group("date") + "T" + parts.group("time"));
        return new Value.Moment(local.toInstant(ZoneOffset.of(offset)));
    }
}
