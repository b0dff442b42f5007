package io.muster.engine.sql;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a text says as a date: {@code yyyy-MM-dd} is a date; that, {@code T} or a space, {@code HH:mm}, and optionally
 * {@code :ss}, a fraction of 1–9 digits, and {@code Z}, {@code ±HH}, {@code ±HHmm} or {@code ±HH:mm} is an instant, in
 * UTC where it names no offset. Nothing else is either.
 */
public final class IsoText {

    private final String text;
    private int at;

    private IsoText(String text) {
        this.text = text;
    }

    /** The epoch day, where the text is a date. */
    public static OptionalInt day(String text) {
        if (text.length() != 10) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of((int) new IsoText(text).date().toEpochDay());
        } catch (DateTimeException e) {
            return OptionalInt.empty();
        }
    }

    /** The epoch milliseconds, rounded down, where the text is an instant. */
    public static OptionalLong instant(String text) {
        if (text.length() < 16 || text.length() > 35 || text.charAt(4) != '-' || text.charAt(13) != ':') {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(new IsoText(text).dateTime());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private LocalDate date() {
        int year = digits(4);
        expect('-');
        int month = digits(2);
        expect('-');
        return LocalDate.of(year, month, digits(2));
    }

    private long dateTime() {
        LocalDate date = date();
        if (!skip('T')) {
            expect(' ');
        }
        int hour = digits(2);
        expect(':');
        int minute = digits(2);
        boolean seconds = skip(':');
        int second = seconds ? digits(2) : 0;
        int nanos = seconds && skip('.') ? fraction() : 0;
        LocalDateTime local = date.atTime(hour, minute, second, nanos);
        return local.toInstant(offset()).toEpochMilli();
    }

    private ZoneOffset offset() {
        if (at == text.length()) {
            return ZoneOffset.UTC;
        }
        if (skip('Z')) {
            end();
            return ZoneOffset.UTC;
        }
        int sign = skip('-') ? -1 : 1;
        if (sign > 0) {
            expect('+');
        }
        int hours = digits(2);
        int minutes = skip(':') || at < text.length() ? digits(2) : 0;
        end();
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    private int fraction() {
        int start = at;
        int nanos = 0;
        while (at < text.length() && at - start < 9 && isDigit(text.charAt(at))) {
            nanos = nanos * 10 + (text.charAt(at++) - '0');
        }
        if (at == start) {
            throw new DateTimeException("no digits");
        }
        for (int digits = at - start; digits < 9; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private int digits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++, at++) {
            if (at >= text.length() || !isDigit(text.charAt(at))) {
                throw new DateTimeException("no digit");
            }
            value = value * 10 + (text.charAt(at) - '0');
        }
        return value;
    }

    private boolean skip(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char expected) {
        if (!skip(expected)) {
            throw new DateTimeException("no " + expected);
        }
    }

    private void end() {
        if (at != text.length()) {
            throw new DateTimeException("trailing text");
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
