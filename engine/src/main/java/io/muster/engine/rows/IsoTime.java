package io.muster.engine.rows;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads ISO-8601 dates and times by hand, since {@code java.time} takes longer for one than a whole row may
 * take. A date is {@code yyyy-MM-dd}; an instant is that, {@code T} or a space, {@code HH:mm}, and optionally
 * {@code :ss}, a fraction of 1–9 digits (cut to milliseconds), and {@code Z}, {@code ±HH}, {@code ±HHmm} or
 * {@code ±HH:mm}. Nothing else is either. For one thread.
 */
public final class IsoTime {

    private static final long INVALID = Long.MIN_VALUE;
    private static final int DATE_LENGTH = 10;
    private static final int SHORTEST_INSTANT = 16;
    private static final long DAY_MILLIS = 86_400_000;
    private static final int[] MONTH_DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private final ZoneId zone;
    private final boolean utc;
    private String text = "";
    private int at;

    /** The epoch day, where the text is a date. */
    public static OptionalInt day(String text) {
        if (text.length() != DATE_LENGTH) {
            return OptionalInt.empty();
        }
        IsoTime time = new IsoTime(ZoneOffset.UTC);
        time.text = text;
        long day = time.date();
        return day == INVALID ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(day));
    }

    /** The epoch milliseconds, where the text is an instant; it is one of UTC where it names no offset. */
    public static OptionalLong instant(String text) {
        boolean possible = text.length() >= SHORTEST_INSTANT && text.charAt(4) == '-' && text.charAt(13) == ':';
        return possible ? new IsoTime(ZoneOffset.UTC).parse(text) : OptionalLong.empty();
    }

    /** @param zone that of times without an offset */
    IsoTime(ZoneId zone) {
        this.zone = zone;
        this.utc = zone.normalized().equals(ZoneOffset.UTC);
    }

    /** Epoch milliseconds, or nothing where the text is not such a time. */
    OptionalLong parse(String candidate) {
        text = candidate;
        at = 0;
        long days = date();
        if (days == INVALID) {
            return OptionalLong.empty();
        }
        if (at == text.length()) {
            return OptionalLong.of(startOfDay(days));
        }
        long millis = timeOfDay();
        if (millis == INVALID) {
            return OptionalLong.empty();
        }
        long local = days * DAY_MILLIS + millis;
        if (at == text.length()) {
            return OptionalLong.of(atZone(local));
        }
        long offset = offset();
        return offset == INVALID ? OptionalLong.empty() : OptionalLong.of(local - offset);
    }

    private long date() {
        int year = number(4);
        int month = is('-') ? number(2) : -1;
        int day = is('-') ? number(2) : -1;
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > MONTH_DAYS[month - 1]) {
            return INVALID;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && day == 29 && !leap ? INVALID : epochDay(year, month, day);
    }

    /** Counts years from March, so that the leap day is a year's last. */
    private static long epochDay(int year, int month, int day) {
        long shifted = month > 2 ? year : year - 1L;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long leapDays = Math.floorDiv(shifted, 4) - Math.floorDiv(shifted, 100) + Math.floorDiv(shifted, 400);
        return shifted * 365 + leapDays + dayOfYear - 719_468;
    }

    private long timeOfDay() {
        int hour = is('T') || is(' ') ? number(2) : -1;
        int minute = is(':') ? number(2) : -1;
        int second = 0;
        int millis = 0;
        if (is(':')) {
            second = number(2);
            millis = is('.') ? fraction() : 0;
        }
        boolean valid = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return valid && millis >= 0 ? ((hour * 60L + minute) * 60 + second) * 1000 + millis : INVALID;
    }

    private int fraction() {
        int from = at;
        int millis = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            if (at - from < 3) {
                millis = millis * 10 + text.charAt(at) - '0';
            }
            at++;
        }
        int digits = at - from;
        if (digits == 0 || digits > 9) {
            return -1;
        }
        return digits == 1 ? millis * 100 : digits == 2 ? millis * 10 : millis;
    }

    private long offset() {
        if (is('Z')) {
            return at == text.length() ? 0 : INVALID;
        }
        int sign = is('-') ? -1 : 1;
        if (sign > 0 && !is('+')) {
            return INVALID;
        }
        int hours = number(2);
        int minutes = 0;
        if (at < text.length()) {
            is(':');
            minutes = number(2);
        }
        boolean valid = hours >= 0 && minutes >= 0 && minutes < 60 && hours * 60 + minutes <= 18 * 60;
        return valid && at == text.length() ? sign * (hours * 60L + minutes) * 60_000 : INVALID;
    }

    private long startOfDay(long days) {
        return utc
                ? days * DAY_MILLIS
                : LocalDate.ofEpochDay(days).atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private long atZone(long local) {
        if (utc) {
            return local;
        }
        int nanos = (int) Math.floorMod(local, 1000L) * 1_000_000;
        return LocalDateTime.ofEpochSecond(Math.floorDiv(local, 1000L), nanos, ZoneOffset.UTC)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    /** Reads that many digits; −1 where there are fewer. */
    private int number(int digits) {
        if (at + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits; i++) {
            char c = text.charAt(at++);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    private boolean is(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
