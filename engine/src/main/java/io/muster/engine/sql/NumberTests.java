package io.muster.engine.sql;

import io.muster.engine.rows.Numbers;
import io.muster.engine.sql.NumberSet.Cut;
import io.muster.model.condition.Test;
import io.muster.model.condition.Value;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;

/** Which numbers satisfy a test. Operands are first brought to the form in which the same number would be stored. */
final class NumberTests {

    /** Stands for an infinite double: beyond every finite one. */
    static final BigDecimal INFINITE = BigDecimal.TEN.pow(400);

    private NumberTests() {}

    static NumberSet all(List<Test> tests) {
        NumberSet set = NumberSet.ALL;
        for (Test test : tests) {
            set = set.and(one(test));
        }
        return set;
    }

    static NumberSet one(Test test) {
        return switch (test) {
            case Test.Is(Value value, boolean _) -> points(List.of(value));
            case Test.In(List<Value> values, boolean _) -> points(values);
            case Test.IsNot(Value value, boolean _) -> points(List.of(value)).complement();
            case Test.NotIn(List<Value> values, boolean _) -> points(values).complement();
            case Test.Exists(boolean exists) -> exists ? NumberSet.ALL : NumberSet.NONE;
            case Test.Compare(Test.Order order, Value.Numeric(BigDecimal number)) -> compare(order, held(number));
            case Test.Between(Value.Numeric(BigDecimal low), Value.Numeric(BigDecimal high)) ->
                compare(Test.Order.GTE, held(low)).and(compare(Test.Order.LTE, held(high)));
            case Test.Compare _,
                    Test.Between _,
                    Test.TextMatch _,
                    Test.Matches _,
                    Test.Has _,
                    Test.Empty _,
                    Test.Version _,
                    Test.Within _,
                    Test.Anniversary _ -> NumberSet.NONE;
        };
    }

    static NumberSet compare(Test.Order order, BigDecimal number) {
        return switch (order) {
            case LT -> NumberSet.below(Cut.below(number));
            case LTE -> NumberSet.below(Cut.above(number));
            case GT -> NumberSet.above(Cut.above(number));
            case GTE -> NumberSet.above(Cut.below(number));
        };
    }

    private static NumberSet points(Collection<Value> values) {
        return NumberSet.points(values.stream()
                .filter(Value.Numeric.class::isInstance)
                .map(value -> held(((Value.Numeric) value).number()))
                .toList());
    }

    /** The exact value of the form in which the number is stored. */
    static BigDecimal held(BigDecimal number) {
        Numbers.Held held = Numbers.hold(number);
        return switch (held.kind()) {
            case LONG -> BigDecimal.valueOf(held.bits());
            case DECIMAL -> BigDecimal.valueOf(held.bits(), Numbers.SCALE);
            case DOUBLE -> exact(Double.longBitsToDouble(held.bits()));
            case ABSENT, NULL, TEXT, BOOLEAN, LIST -> throw new IllegalStateException(number + " held as " + held);
        };
    }

    static BigDecimal exact(double real) {
        if (Double.isInfinite(real)) {
            return real > 0 ? INFINITE : INFINITE.negate();
        }
        return new BigDecimal(real);
    }
}
