package io.muster.engine.explain;

import com.google.re2j.Pattern;
import io.muster.model.condition.Test;
import io.muster.model.condition.Value;
import io.muster.model.condition.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether a value, or its absence, satisfies tests whose windows are resolved. */
record FactTests(boolean present, @Nullable Object value, ZoneId zone) {

    private static final java.util.regex.Pattern VERSION = java.util.regex.Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}){0,3}");

    static FactTests ofNumber(BigDecimal number) {
        return new FactTests(true, number, java.time.ZoneOffset.UTC);
    }

    boolean satisfiesAll(List<Test> tests) {
        return tests.stream().allMatch(this::satisfies);
    }

    private boolean satisfies(Test test) {
        if (!present) {
            return test instanceof Test.Exists(boolean exists) && !exists;
        }
        return switch (test) {
            case Test.Exists(boolean exists) -> exists;
            case Test.Is(Value operand, boolean ignoreCase) -> FactValue.equal(value, operand, ignoreCase);
            case Test.IsNot(Value operand, boolean ignoreCase) -> !FactValue.equal(value, operand, ignoreCase);
            case Test.In(var operands, boolean ignoreCase) -> isOneOf(operands, ignoreCase);
            case Test.NotIn(var operands, boolean ignoreCase) -> !isOneOf(operands, ignoreCase);
            case Test.Compare(Test.Order order, Value operand) -> isOrdered(order, operand);
            case Test.Between(Value low, Value high) ->
                isOrdered(Test.Order.GTE, low) && isOrdered(Test.Order.LTE, high);
            case Test.TextMatch match -> isText(text -> matches(match, text));
            case Test.Matches(String pattern, boolean ignoreCase) -> isText(text -> matches(pattern, ignoreCase, text));
            case Test.Version(var order, String version) -> isText(text -> isVersion(order, text, version));
            case Test.Has(var operands, boolean all) -> value instanceof List<?> list && has(list, operands, all);
            case Test.Empty(boolean empty) -> value instanceof List<?> list && list.isEmpty() == empty;
            case Test.Within(Window window) -> isWithin((Window.Resolved) window);
            case Test.Anniversary(Window window) -> hasAnniversary((Window.Resolved) window);
        };
    }

    private boolean isText(Predicate<String> test) {
        return value instanceof String text && test.test(text);
    }

    private boolean isOneOf(List<Value> operands, boolean ignoreCase) {
        return operands.stream().anyMatch(operand -> FactValue.equal(value, operand, ignoreCase));
    }

    private boolean isOrdered(Test.Order order, Value operand) {
        return compared(operand).filter(sign -> isOrdered(order, sign)).isPresent();
    }

    /** Empty where value and operand do not compare. */
    private Optional<Integer> compared(Value operand) {
        return switch (operand) {
            case Value.Numeric(BigDecimal other) ->
                FactValue.number(value).map(own -> own.compareTo(FactValue.stored(other)));
            case Value.Day(LocalDate other) -> FactValue.day(value, zone).map(own -> own.compareTo(other));
            case Value.Moment(Instant other) -> FactValue.instant(value, zone).map(own -> own.compareTo(other));
            case Value.Text _, Value.Bool _, Value.Null _ -> Optional.empty();
        };
    }

    static boolean isOrdered(Test.Order order, int sign) {
        return switch (order) {
            case LT -> sign < 0;
            case LTE -> sign <= 0;
            case GT -> sign > 0;
            case GTE -> sign >= 0;
        };
    }

    private static boolean matches(Test.TextMatch match, String own) {
        String text = FactValue.cased(own, match.ignoreCase());
        String part = FactValue.cased(match.text(), match.ignoreCase());
        return switch (match.operator()) {
            case CONTAINS -> text.contains(part);
            case NOT_CONTAINS -> !text.contains(part);
            case STARTS_WITH -> text.startsWith(part);
            case ENDS_WITH -> text.endsWith(part);
        };
    }

    private static boolean matches(String pattern, boolean ignoreCase, String text) {
        return Pattern.compile((ignoreCase ? "(?i)" : "") + pattern).matcher(text).find();
    }

    private static boolean isVersion(Test.VersionOrder order, String own, String other) {
        if (!VERSION.matcher(own).matches()) {
            return false;
        }
        int sign = Arrays.compare(parts(own), parts(other));
        return switch (order) {
            case IS -> sign == 0;
            case LT -> sign < 0;
            case LTE -> sign <= 0;
            case GT -> sign > 0;
            case GTE -> sign >= 0;
        };
    }

    private static int[] parts(String version) {
        int[] parts = new int[4];
        String[] written = version.split("\\.", -1);
        for (int i = 0; i < written.length; i++) {
            parts[i] = Integer.parseInt(written[i]);
        }
        return parts;
    }

    private static boolean has(List<?> list, List<Value> operands, boolean all) {
        Predicate<Value> there = operand -> list.stream().anyMatch(element -> FactValue.isElement(element, operand));
        return all ? operands.stream().allMatch(there) : operands.stream().anyMatch(there);
    }

    private boolean isWithin(Window.Resolved window) {
        return FactValue.instant(value, window.zone())
                .filter(instant -> Windows.isInside(window, instant.toEpochMilli()))
                .isPresent();
    }

    private boolean hasAnniversary(Window.Resolved window) {
        return FactValue.day(value, window.zone())
                .filter(day -> Anniversaries.near(day, window).anyMatch(start -> Windows.isInside(window, start)))
                .isPresent();
    }
}
