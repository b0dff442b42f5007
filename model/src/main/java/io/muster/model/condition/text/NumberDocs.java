package io.muster.model.condition.text;

import static io.muster.model.condition.text.Doc.word;

import io.muster.model.condition.Test;
import io.muster.model.condition.Value;
import java.util.List;

/** A measure's comparisons with numbers as text. */
final class NumberDocs {

    private NumberDocs() {}

    /** As one speaks of counts: {@code at least 3 but fewer than 10}. */
    static Doc counting(List<Test> tests) {
        return Doc.joined(TestDocs.spoken(tests).stream().map(NumberDocs::count).toList(), word(" but "));
    }

    private static Doc count(Test test) {
        return switch (test) {
            case Test.Is is -> word("exactly " + Words.value(is.value()));
            case Test.IsNot not -> word("not exactly " + Words.value(not.value()));
            case Test.Compare(var order, var value) -> word(phrase(order) + " " + Words.value(value));
            case Test.In t -> compare(t);
            case Test.NotIn t -> compare(t);
            case Test.Between t -> compare(t);
            case Test.Exists t -> throw notANumber(t);
            case Test.TextMatch t -> throw notANumber(t);
            case Test.Matches t -> throw notANumber(t);
            case Test.Has t -> throw notANumber(t);
            case Test.Empty t -> throw notANumber(t);
            case Test.Version t -> throw notANumber(t);
            case Test.Within t -> throw notANumber(t);
            case Test.Anniversary t -> throw notANumber(t);
        };
    }

    private static IllegalArgumentException notANumber(Test test) {
        return new IllegalArgumentException("a measure is compared with numbers: " + test);
    }

    private static String phrase(Test.Order order) {
        return switch (order) {
            case LT -> "fewer than";
            case LTE -> "at most";
            case GT -> "more than";
            case GTE -> "at least";
        };
    }

    /** The unit, in the plural unless the number right before it is 1. */
    static String unit(List<Test> tests, String unit) {
        boolean one =
                switch (TestDocs.spoken(tests).getLast()) {
                    case Test.Is(var value, boolean ignoreCase) -> isOne(value);
                    case Test.IsNot(var value, boolean ignoreCase) -> isOne(value);
                    case Test.Compare(var order, var value) -> isOne(value);
                    case Test.Between(var low, var high) -> isOne(high);
                    case Test other -> false;
                };
        return one ? unit : unit + "s";
    }

    private static boolean isOne(Value value) {
        return value.equals(Value.Numeric.of(1));
    }

    /** As one writes of other numbers: {@code >= 500 but < 1000}. */
    static Doc comparing(List<Test> tests) {
        return Doc.joined(
                TestDocs.spoken(tests).stream().map(NumberDocs::compare).toList(), word(" but "));
    }

    private static Doc compare(Test test) {
        return TestDocs.tests(List.of(test));
    }
}
