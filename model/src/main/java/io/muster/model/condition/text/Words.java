package io.muster.model.condition.text;

import io.muster.model.condition.Span;
import io.muster.model.condition.Test;
import io.muster.model.condition.Value;
import io.muster.model.condition.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values, lengths of time and windows as text. */
final class Words {

    private static final int MOST_ZEROS = 20;

    private Words() {}

    static String value(Value value) {
        return switch (value) {
            case Value.Text(var text) -> Quotes.value(text);
            case Value.Numeric(var number) -> number(number);
            case Value.Bool(boolean bool) -> Boolean.toString(bool);
            case Value.Null nothing -> "null";
            case Value.Moment(var instant) -> instant.toString();
            case Value.Day(var date) -> date.toString();
        };
    }

    /** As an integer where that is short, like JSON. */
    static String number(BigDecimal number) {
        BigDecimal shortest = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        boolean whole = shortest.scale() <= 0 && shortest.scale() > -MOST_ZEROS;
        return whole ? shortest.toPlainString() : shortest.toString();
    }

    static String symbol(Test.Order order) {
        return switch (order) {
            case LT -> "<";
            case LTE -> "<=";
            case GT -> ">";
            case GTE -> ">=";
        };
    }

    static String symbol(Test.VersionOrder order) {
        return switch (order) {
            case IS -> "is";
            case LT -> "<";
            case LTE -> "<=";
            case GT -> ">";
            case GTE -> ">=";
        };
    }

    static String window(Window window) {
        return switch (window) {
            case Window.Last(var amount, var zone) -> "in last " + span(Span.of(amount)) + zone(zone);
            case Window.Next(var amount, var zone) -> "in next " + span(Span.of(amount)) + zone(zone);
            case Window.Calendar calendar -> calendar(calendar) + zone(calendar.zone());
            case Window.Range(var from, var to, var zone) -> range(from, to) + zone(zone);
            case Window.Resolved(var from, var to, var zone) -> range(moment(from), moment(to)) + zone(zone);
        };
    }

    private static String calendar(Window.Calendar calendar) {
        String unit = calendar.unit().name().toLowerCase(Locale.ROOT);
        if (calendar.count() == 0) {
            return "in current " + unit;
        }
        String units = calendar.count() == 1 ? unit : calendar.count() + " " + unit + "s";
        return "in previous " + units + (calendar.includingCurrent() ? " including current" : "");
    }

    private static String range(@Nullable Value from, @Nullable Value to) {
        if (from == null) {
            return "before " + bound(to);
        }
        return to == null ? "since " + bound(from) : "from " + bound(from) + " to " + bound(to);
    }

    private static String bound(@Nullable Value bound) {
        if (bound == null) {
            throw new IllegalArgumentException("a window without bounds has no notation");
        }
        return value(bound);
    }

    private static @Nullable Value moment(@Nullable Instant instant) {
        return instant == null ? null : new Value.Moment(instant);
    }

    private static String zone(@Nullable ZoneId zone) {
        return zone == null ? "" : " zone " + Quotes.value(zone.getId());
    }

    /** {@code 1 month 14 days}. */
    static String span(Span span) {
        List<String> parts = new ArrayList<>();
        Duration time = span.time();
        add(parts, span.months() / 12, "year");
        add(parts, span.months() % 12, "month");
        add(parts, span.days(), "day");
        add(parts, time.toHours(), "hour");
        add(parts, time.toMinutesPart(), "minute");
        BigDecimal seconds = BigDecimal.valueOf(time.toSecondsPart() * 1_000L + time.toMillisPart(), 3);
        if (seconds.signum() != 0) {
            parts.add(number(seconds) + (seconds.compareTo(BigDecimal.ONE) == 0 ? " second" : " seconds"));
        }
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number != 0) {
            parts.add(number + " " + unit + (number == 1 ? "" : "s"));
        }
    }
}
