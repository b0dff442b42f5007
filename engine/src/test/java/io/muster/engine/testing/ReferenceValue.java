package io.muster.engine.testing;

import com.google.re2j.Pattern;
import io.muster.engine.rows.CellKind;
import io.muster.engine.rows.Numbers;
import io.muster.model.condition.Test;
import io.muster.model.condition.Test.Order;
import io.muster.model.condition.Value;
import io.muster.model.condition.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A value, or its absence, and the tests it satisfies.
 *
 * @param value String, BigDecimal, Boolean, List, or null
 * @param zone in which dates are days
 */
record ReferenceValue(boolean present, @Nullable Object value, ZoneId zone) {

    private static final BigDecimal INFINITE = BigDecimal.TEN.pow(400);

    boolean all(List<Test> tests) {
        return tests.stream().allMatch(this::satisfies);
    }

    private boolean satisfies(Test test) {
        if (!present) {
            return test.equals(new Test.Exists(false));
        }
        return switch (test) {
            case Test.Exists(boolean exists) -> exists;
            case Test.Is(Value operand, boolean ignoreCase) -> is(operand, ignoreCase);
            case Test.IsNot(Value operand, boolean ignoreCase) -> !is(operand, ignoreCase);
            case Test.In(var operands, boolean ignoreCase) -> operands.stream().anyMatch(v -> is(v, ignoreCase));
            case Test.NotIn(var operands, boolean ignoreCase) ->
                operands.stream().noneMatch(v -> is(v, ignoreCase));
            case Test.Compare(Order order, Value operand) ->
                compare(operand).filter(c -> satisfies(order, c)).isPresent();
            case Test.Between(Value low, Value high) ->
                satisfies(new Test.Compare(Order.GTE, low)) && satisfies(new Test.Compare(Order.LTE, high));
            case Test.TextMatch match -> value instanceof String text && matches(match, text);
            case Test.Matches(String pattern, boolean ignoreCase) ->
                value instanceof String text
                        && Pattern.compile((ignoreCase ? "(?i)" : "") + pattern)
                                .matcher(text)
                                .find();
            case Test.Version(Test.VersionOrder order, String version) ->
                value instanceof String text && ReferenceVersion.satisfies(text, order, version);
            case Test.Has(var operands, boolean all) -> value instanceof List<?> list && has(list, operands, all);
            case Test.Empty(boolean empty) -> value instanceof List<?> list && list.isEmpty() == empty;
            case Test.Within(Window window) -> within((Window.Resolved) window);
            case Test.Anniversary(Window window) -> hasAnniversary((Window.Resolved) window);
        };
    }

    private boolean is(Value operand, boolean ignoreCase) {
        return switch (operand) {
            case Value.Text(String other) ->
                value instanceof String text && cased(text, ignoreCase).equals(cased(other, ignoreCase));
            case Value.Numeric(BigDecimal other) ->
                value instanceof BigDecimal number && held(number).compareTo(held(other)) == 0;
            case Value.Bool(boolean other) -> value instanceof Boolean bool && bool == other;
            case Value.Null() -> value == null;
            case Value.Moment _, Value.Day _ -> false;
        };
    }

    /** Negative, zero or positive; empty where value and operand do not compare. */
    private Optional<Integer> compare(Value operand) {
        return switch (operand) {
            case Value.Numeric(BigDecimal other) ->
                value instanceof BigDecimal number
                        ? Optional.of(held(number).compareTo(held(other)))
                        : Optional.empty();
            case Value.Day(LocalDate other) -> localDate().map(date -> date.compareTo(other));
            case Value.Moment(Instant other) -> instant(zone).map(instant -> instant.compareTo(other));
            case Value.Text _, Value.Bool _, Value.Null _ -> Optional.empty();
        };
    }

    static boolean satisfies(Order order, int compared) {
        return switch (order) {
            case LT -> compared < 0;
            case LTE -> compared <= 0;
            case GT -> compared > 0;
            case GTE -> compared >= 0;
        };
    }

    private boolean within(Window.Resolved window) {
        return instant(window.zone())
                .filter(instant -> ReferenceEvaluator.isInside(window, instant))
                .isPresent();
    }

    private boolean hasAnniversary(Window.Resolved window) {
        return localDate(window.zone())
                .filter(date -> IntStream.rangeClosed(date.getYear() + 1, 2200)
                        .mapToObj(date::withYear)
                        .map(day -> day.atStartOfDay(window.zone()).toInstant())
                        .anyMatch(start -> ReferenceEvaluator.isInside(window, start)))
                .isPresent();
    }

    private Optional<LocalDate> localDate() {
        return localDate(zone);
    }

    private Optional<LocalDate> localDate(ZoneId dayZone) {
        if (!(value instanceof String text)) {
            return Optional.empty();
        }
        return ReferenceDates.date(text)
                .or(() -> ReferenceDates.instant(text).map(instant -> LocalDate.ofInstant(instant, dayZone)));
    }

    /** The instant that a text is as a date, days starting in the zone. */
    Optional<Instant> asInstant() {
        return instant(zone);
    }

    private Optional<Instant> instant(ZoneId dayZone) {
        if (!(value instanceof String text)) {
            return Optional.empty();
        }
        return ReferenceDates.instant(text)
                .or(() -> ReferenceDates.date(text)
                        .map(date -> date.atStartOfDay(dayZone).toInstant()));
    }

    private static boolean matches(Test.TextMatch match, String value) {
        String text = cased(value, match.ignoreCase());
        String part = cased(match.text(), match.ignoreCase());
        return switch (match.operator()) {
            case CONTAINS -> text.contains(part);
            case NOT_CONTAINS -> !text.contains(part);
            case STARTS_WITH -> text.startsWith(part);
            case ENDS_WITH -> text.endsWith(part);
        };
    }

    private static boolean has(List<?> list, List<Value> operands, boolean all) {
        return all
                ? operands.stream().allMatch(operand -> hasOne(list, operand))
                : operands.stream().anyMatch(operand -> hasOne(list, operand));
    }

    private static boolean hasOne(List<?> list, Value operand) {
        return list.stream().anyMatch(element -> switch (operand) {
            case Value.Text(String text) -> text.equals(element);
            case Value.Numeric(BigDecimal number) -> element instanceof BigDecimal n && n.compareTo(number) == 0;
            case Value.Bool(boolean bool) -> Boolean.valueOf(bool).equals(element);
            case Value.Null() -> element == null;
            case Value.Moment _, Value.Day _ -> false;
        });
    }

    private static String cased(String text, boolean ignoreCase) {
        if (!ignoreCase) {
            return text;
        }
        StringBuilder lower = new StringBuilder();
        text.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return lower.toString();
    }

    /** The number as it is stored: rounded to a double where it is neither a long nor a short decimal. */
    static BigDecimal held(BigDecimal number) {
        if (number.abs().compareTo(INFINITE) == 0) {
            return number;
        }
        Numbers.Held held = Numbers.hold(number);
        if (held.kind() == CellKind.DOUBLE) {
            return exact(Double.longBitsToDouble(held.bits()));
        }
        return held.kind() == CellKind.LONG
                ? BigDecimal.valueOf(held.bits())
                : BigDecimal.valueOf(held.bits(), Numbers.SCALE);
    }

    /** Infinity, which sums of doubles can reach, is beyond every other number. */
    static BigDecimal exact(double real) {
        if (Double.isInfinite(real)) {
            return real > 0 ? INFINITE : INFINITE.negate();
        }
        return new BigDecimal(real);
    }
}
