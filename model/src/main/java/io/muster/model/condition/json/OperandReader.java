package io.muster.model.condition.json;

import static io.muster.model.ErrorCode.INVALID_DEFINITION;
import static io.muster.model.ErrorCode.WRONG_TYPE;

import io.muster.model.condition.Test;
import io.muster.model.condition.Value;
import java.util.List;
import java.util.Optional;

/** Reads operators' operands: any scalar and any date, or (for measures) numbers only. */
final class OperandReader {

    static final int MAX_VALUES = 10_000;

    private static final String NUMBER = "a number";
    private static final String SCALAR = "a text, a number, true, false or null";
    private static final String ORDERED =
            "a number, a date such as \"2026-01-31\", or an instant such as \"2026-01-31T12:00:00Z\"";
    private static final String BOUND = "a date such as \"2026-01-31\", or an instant such as \"2026-01-31T12:00:00Z\"";

    private final Problems problems;
    private final Scalars scalars;
    private final boolean numbersOnly;

    OperandReader(Problems problems, boolean numbersOnly) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.numbersOnly = numbersOnly;
    }

    /** What {@code is} and its kin compare with. */
    Optional<Value> scalar(Located value) {
        return switch (value.node().getNodeType()) {
            case STRING ->
                numbersOnly ? number(value) : scalars.text(value, SCALAR).map(Value.Text::new);
            case BOOLEAN ->
                numbersOnly
                        ? number(value)
                        : Optional.of(new Value.Bool(value.node().booleanValue()));
            case NULL -> numbersOnly ? number(value) : Optional.of(new Value.Null());
            case NUMBER -> number(value);
            case ARRAY, OBJECT, MISSING, BINARY, POJO -> problems.wrongType(value, numbersOnly ? NUMBER : SCALAR);
        };
    }

    /** What {@code lt} and its kin compare with. */
    Optional<Value> ordered(Located value) {
        if (numbersOnly || value.node().isNumber()) {
            return numbersOnly ? number(value) : scalars.number(value, ORDERED).map(Value.Numeric::new);
        }
        return pointInTime(value, ORDERED);
    }

    /** A window's bound. */
    Optional<Value> bound(Located value) {
        return pointInTime(value, BOUND);
    }

    private Optional<Value> number(Located value) {
        return scalars.number(value, NUMBER).map(Value.Numeric::new);
    }

    private Optional<Value> pointInTime(Located value, String expected) {
        Optional<String> text = scalars.text(value, expected);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PointInTime.parse(text.get()));
        } catch (IllegalArgumentException e) {
            String detail = "found " + value.found() + ": " + e.getMessage() + "; this must be " + expected;
            return problems.refuse(value, WRONG_TYPE, detail);
        }
    }

    /** A list of scalars; may be empty. */
    Optional<List<Value>> list(Located value) {
        if (!value.node().isArray()) {
            return problems.wrongType(value, "a list");
        }
        if (value.node().size() > MAX_VALUES) {
            String detail = "the list has " + value.node().size() + " values; at most " + MAX_VALUES + " are allowed";
            return problems.refuse(value, INVALID_DEFINITION, detail);
        }
        List<Optional<Value>> values =
                value.elements().stream().map(this::scalar).toList();
        return values.stream().allMatch(Optional::isPresent)
                ? Optional.of(values.stream().flatMap(Optional::stream).toList())
                : Optional.empty();
    }

    Optional<Test> between(Located value) {
        if (!value.node().isArray() || value.node().size() != 2) {
            return problems.wrongType(value, "a list of two values, [low, high]");
        }
        List<Optional<Value>> ends =
                value.elements().stream().map(this::ordered).toList();
        if (ends.get(0).isEmpty() || ends.get(1).isEmpty()) {
            return Optional.empty();
        }
        return between(value, ends.get(0).get(), ends.get(1).get());
    }

    private Optional<Test> between(Located value, Value low, Value high) {
        if (low.getClass() != high.getClass()) {
            String detail = "both ends must be of one type: two numbers, two dates or two instants";
            return problems.refuse(value, WRONG_TYPE, detail);
        }
        return descends(low, high)
                ? problems.refuse(
                        value, INVALID_DEFINITION, "the low end comes first, and must not be above the high one")
                : Optional.of(new Test.Between(low, high));
    }

    private static boolean descends(Value low, Value high) {
        if (low instanceof Value.Day(var first) && high instanceof Value.Day(var last)) {
            return first.isAfter(last);
        }
        if (low instanceof Value.Moment(var first) && high instanceof Value.Moment(var last)) {
            return first.isAfter(last);
        }
        return low instanceof Value.Numeric(var least)
                && high instanceof Value.Numeric(var most)
                && least.compareTo(most) > 0;
    }
}
