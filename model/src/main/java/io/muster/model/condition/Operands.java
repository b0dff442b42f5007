package io.muster.model.condition;

import java.util.List;

/** Which values may stand where in a test. */
final class Operands {

    private Operands() {}

    static boolean anyText(List<Value> values) {
        return values.stream().anyMatch(Value.Text.class::isInstance);
    }

    /** Equality is of the four JSON scalars; a date to be equal to is a text. */
    static List<Value> plain(List<Value> values) {
        for (Value value : values) {
            if (isPointInTime(value)) {
                throw new IllegalArgumentException("a text, number, boolean or null is needed, not " + value);
            }
        }
        return List.copyOf(values);
    }

    static Value ordered(Value value) {
        if (!(value instanceof Value.Numeric) && !isPointInTime(value)) {
            throw new IllegalArgumentException("a number, day or moment is needed, not " + value);
        }
        return value;
    }

    static boolean isPointInTime(Value value) {
        return value instanceof Value.Day || value instanceof Value.Moment;
    }
}
