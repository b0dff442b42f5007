package io.muster.model.condition;

import java.util.List;

/**
 * What is measured over a profile's matching events, and what it must satisfy. Bounds are {@link Test.Compare},
 * {@link Test.Between}, {@link Test.Is}, {@link Test.IsNot}, {@link Test.In} or {@link Test.NotIn} over numbers.
 *
 * <p>Over no events, {@code count}, {@code days}, {@code distinct} and {@code sum} are 0; {@code avg}, {@code min} and
 * {@code max} are missing and satisfy nothing.
 */
public sealed interface Measure {

    /** How many events. */
    record Count(List<Test> tests) implements Measure {
        public Count {
            tests = List.copyOf(tests);
        }
    }

    /** How many distinct days (in the evaluation's zone) have at least one event. */
    record Days(List<Test> tests) implements Measure {
        public Days {
            tests = List.copyOf(tests);
        }
    }

    /**
     * A function of one property's values. {@code sum}, {@code avg}, {@code min} and {@code max} see numbers only;
     * {@code distinct} counts distinct numbers, texts and booleans.
     */
    record Aggregate(Function function, String property, List<Test> tests) implements Measure {
        public Aggregate {
            tests = List.copyOf(tests);
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
