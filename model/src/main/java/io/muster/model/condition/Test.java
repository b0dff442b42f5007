package io.muster.model.condition;

import java.util.List;

/**
 * An operator with its operand, applied to one value (of an attribute, a property or a measure). A missing value
 * satisfies only {@code exists: false}; a value of another type than the operator's satisfies nothing.
 *
 * <p>{@code ignoreCase} is kept only where an operand is a text, so that equal tests are equal records.
 */
public sealed interface Test {

    /** Equal: same type and same value. Numbers compare by value, so {@code 1} is {@code 1.0}. */
    record Is(Value value, boolean ignoreCase) implements Test {
        public Is {
            ignoreCase = Operands.anyText(Operands.plain(List.of(value))) && ignoreCase;
        }
    }

    /** Present (null counts as present for properties) and not {@link Is}. */
    record IsNot(Value value, boolean ignoreCase) implements Test {
        public IsNot {
            ignoreCase = Operands.anyText(Operands.plain(List.of(value))) && ignoreCase;
        }
    }

    /** Equal to one of them. */
    record In(List<Value> values, boolean ignoreCase) implements Test {
        public In {
            values = Operands.plain(values);
            ignoreCase = ignoreCase && Operands.anyText(values);
        }
    }

    /** Present and equal to none of them. */
    record NotIn(List<Value> values, boolean ignoreCase) implements Test {
        public NotIn {
            values = Operands.plain(values);
            ignoreCase = ignoreCase && Operands.anyText(values);
        }
    }

    /** Present at all (JSON null included), or missing. */
    record Exists(boolean exists) implements Test {}

    /**
     * Ordered comparison of numbers or of dates. Against a {@link Value.Day} an instant is compared by its calendar day
     * in the evaluation's zone; against a {@link Value.Moment} a date is the instant its day starts there.
     */
    record Compare(Order order, Value value) implements Test {
        public Compare {
            value = Operands.ordered(value);
        }
    }

    /** Both ends included; both operands of one type, compared as {@link Compare} does. */
    record Between(Value low, Value high) implements Test {
        public Between {
            if (Operands.ordered(low).getClass() != Operands.ordered(high).getClass()) {
                throw new IllegalArgumentException("ends of two types: " + low + " and " + high);
            }
        }
    }

    /** Comparison of texts, code point by code point; {@code ignoreCase} lowers both sides first. */
    record TextMatch(TextOperator operator, String text, boolean ignoreCase) implements Test {}

    /** A part of the text matches the RE2 pattern. */
    record Matches(String pattern, boolean ignoreCase) implements Test {}

    /** A list that has all (or at least one) of the values as elements. */
    record Has(List<Value> values, boolean all) implements Test {
        public Has {
            values = Operands.plain(values);
        }
    }

    /** A list that has no element, or (for {@code false}) at least one. */
    record Empty(boolean empty) implements Test {}

    /**
     * A text that is a dotted version, such as {@code 10.2.1}, compared part by part as numbers; missing parts are 0.
     * Text that is not 1–4 dot-separated runs of 1–9 digits satisfies nothing.
     */
    record Version(VersionOrder order, String version) implements Test {}

    /** A date or instant inside the window. */
    record Within(Window window) implements Test {}

    /**
     * A date or an instant one of whose anniversaries starts inside the window: the start, in the window's zone, of the
     * same day and month in any later year up to {@value #LAST_YEAR}. For an instant that is its day in that zone. In years without a
     * 29 February its anniversary is the 28th.
     */
    record Anniversary(Window window) implements Test {
        public static final int LAST_YEAR = 2200;
    }

    /** {@code lt}, {@code lte}, {@code gt}, {@code gte}. */
    enum Order {
        LT,
        LTE,
        GT,
        GTE
    }

    /** {@code version_is}, {@code version_lt} and so on. */
    enum VersionOrder {
        IS,
        LT,
        LTE,
        GT,
        GTE
    }

    /** {@code contains}, {@code not_contains} (present text without it), {@code starts_with}, {@code ends_with}. */
    enum TextOperator {
        CONTAINS,
        NOT_CONTAINS,
        STARTS_WITH,
        ENDS_WITH
    }
}
