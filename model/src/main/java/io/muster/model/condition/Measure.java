package io.muster.model.condition;

import java.util.List;

/**
 * What is measured over a profile's matching events, and what it must satisfy. Bounds are {@link Test.Compare},
 * {@link Test.Between}, {@link Test.Is}, {@link Test.IsNot}, {@link Test.In} or {@link Test.NotIn} over numbers: at
 * least one, each operator at most once, in its order.
 *
 * <p>Over no events, {@code count}, {@code days}, {@code distinct} and {@code sum} are 0; {@code avg}, {@code min} and
 * {@code max} are missing and satisfy nothing.
 */
public sealed interface Measure {

    /** How many events. */
    record Count(List<Test> tests) implements Measure {
        /** What an event condition without a measure asks for. */
        public static final Count AT_LEAST_ONE =
                new Count(List.of(new Test.Compare(Test.Order.GTE, Value.Numeric.of(1))));

        public Count {
            tests = Tests.measuring(tests);
        }
    }

    /** How many distinct days (in the evaluation's zone) have at least one event. */
    record Days(List<Test> tests) implements Measure {
        public Days {
            tests = Tests.measuring(tests);
        }
    }

    /**
     * A function of one property's values. {@code sum}, {@code avg}, {@code min} and {@code max} see numbers only;
     * {@code distinct} counts distinct numbers, texts and booleans.
     */
    record Aggregate(Function function, String property, List<Test> tests) implements Measure {
        public Aggregate {
            tests = Tests.measuring(tests);
        }
    }

    /**
     * The first-ever event of that name satisfies {@code where} and {@code within}. Of several at the very same
     * instant, one is enough.
     */
    record First() implements Measure {}

    /** The latest event of that name satisfies {@code where} and {@code within}; ties as for {@link First}. */
    record Last() implements Measure {}

    /** An aggregate function; its lower-case name is its name in the language. */
    enum Function {
        SUM,
        AVG,
        MIN,
        MAX,
        DISTINCT
    }
}
