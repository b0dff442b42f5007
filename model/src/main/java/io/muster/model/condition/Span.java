package io.muster.model.condition;

import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.time.temporal.TemporalUnit;
import java.time.temporal.UnsupportedTemporalTypeException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time such as {@code P1M} or {@code P1DT12H}: months and days by the calendar, the rest exact. More than
 * nothing and at most a hundred years. A year is 12 months and a week 7 days, so that equal lengths are equal records.
 *
 * @param months whole calendar months
 * @param days whole calendar days
 * @param time exact time, to the millisecond
 */
public record Span(int months, int days, Duration time) implements TemporalAmount {

    public static final int MAX_YEARS = 100;

    private static final String TOO_LONG = "must be at most " + MAX_YEARS + " years";

    // Ten digits are more than a hundred years of seconds; the lookaheads ask for something after P and after T.
    private static final Pattern ISO_8601 = Pattern.compile("P(?=.)(?:(?<years>\\d{1,10})Y)?(?:(?<months>\\d{1,10})M)?"
            + "(?:(?<weeks>\\d{1,10})W)?(?:(?<days>\\d{1,10})D)?(?:T(?=.)(?:(?<hours>\\d{1,10})H)?"
            + "(?:(?<minutes>\\d{1,10})M)?(?:(?<seconds>\\d{1,10})(?:\\.(?<fraction>\\d{1,3}))?S)?)?");

    public Span {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        if (months < 0 || days < 0 || time.isNegative()) {
            throw new IllegalArgumentException("must not be negative");
        }
        if (months == 0 && days == 0 && time.isZero()) {
            throw new IllegalArgumentException("must be longer than nothing");
        }
        // By the shortest year and one day to spare for each leap year in between.
        if (months / 12.0 + (days + time.toSeconds() / 86_400.0 - MAX_YEARS / 4.0 - 1) / 365 > MAX_YEARS) {
            throw new IllegalArgumentException(TOO_LONG);
        }
    }

    /** The same length as a span; {@code amount} is a span, a {@link Period} or a {@link Duration}. */
    public static Span of(TemporalAmount amount) {
        return switch (amount) {
            case Span span -> span;
            case Period period ->
                new Span(
                        Math.toIntExact(period.toTotalMonths()),
                        Math.toIntExact(period.get(ChronoUnit.DAYS)),
                        Duration.ZERO);
            case Duration duration -> new Span(0, 0, duration);
            default -> throw new IllegalArgumentException("not a span, period or duration: " + amount);
        };
    }

    /**
     * Reads ISO-8601, periods and durations alike: {@code P7D}, {@code PT12H}, {@code P2W}, {@code P1DT12H}.
     *
     * @throws IllegalArgumentException with a message that says what the text must be
     */
    public static Span parse(String text) {
        Matcher parts = ISO_8601.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("must be an ISO-8601 duration such as P7D, PT12H, P1M or P1DT12H");
        }
        try {
            long months = number(parts, "years") * 12 + number(parts, "months");
            long days = number(parts, "weeks") * 7 + number(parts, "days");
            return new Span(Math.toIntExact(months), Math.toIntExact(days), time(parts));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(TOO_LONG, e);
        }
    }

    private static Duration time(Matcher parts) {
        String fraction = parts.group("fraction");
        return Duration.ofHours(number(parts, "hours"))
                .plusMinutes(number(parts, "minutes"))
                .plusSeconds(number(parts, "seconds"))
                .plusMillis(fraction == null ? 0 : Long.parseLong((fraction + "00").substring(0, 3)));
    }

    private static long number(Matcher parts, String group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    @Override
    public long get(TemporalUnit unit) {
        return switch (unit) {
            case ChronoUnit.MONTHS -> months;
            case ChronoUnit.DAYS -> days;
            case ChronoUnit.SECONDS -> time.getSeconds();
            case ChronoUnit.NANOS -> time.getNano();
            default -> throw new UnsupportedTemporalTypeException("no " + unit + " in a span");
        };
    }

    @Override
    public List<TemporalUnit> getUnits() {
        return List.of(ChronoUnit.MONTHS, ChronoUnit.DAYS, ChronoUnit.SECONDS, ChronoUnit.NANOS);
    }

    @Override
    public Temporal addTo(Temporal temporal) {
        return date().addTo(temporal).plus(time);
    }

    @Override
    public Temporal subtractFrom(Temporal temporal) {
        return date().subtractFrom(temporal).minus(time);
    }

    private Period date() {
        return Period.of(0, months, days);
    }

    /** ISO-8601, one text for each length: {@code P1Y2M}, {@code P14D}, {@code P1DT12H}. */
    @Override
    public String toString() {
        String date = months == 0 && days == 0
                ? "P"
                : Period.of(months / 12, months % 12, days).toString();
        return time.isZero() ? date : date + time.toString().substring(1);
    }
}
