package io.muster.model.condition;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds for every list of tests, so that equal conditions are equal records and each has one notation. */
final class Tests {

    private Tests() {}

    /** The tests in the notation's order; each operator at most once, and one rule of case for all of them. */
    static List<Test> ordered(List<Test> tests) {
        require(!tests.isEmpty(), "at least one test is needed");
        Set<Operator> operators = tests.stream().map(Operator::of).collect(Collectors.toSet());
        require(operators.size() == tests.size(), "an operator twice (use two conditions): " + tests);
        require(tests.stream().flatMap(Tests::ignoresCase).distinct().count() <= 1, "mixed ignore_case: " + tests);
        return tests.stream().sorted(Comparator.comparing(Operator::of)).toList();
    }

    /** As {@link #ordered}, for a measure: comparisons with numbers only. */
    static List<Test> measuring(List<Test> tests) {
        require(tests.stream().allMatch(Tests::comparesNumbers), "a measure is compared with numbers: " + tests);
        return ordered(tests);
    }

    /** Whether letter case is ignored, of a test for which it matters. */
    private static Stream<Boolean> ignoresCase(Test test) {
        return switch (test) {
            case Test.Is is -> caseRule(List.of(is.value()), is.ignoreCase());
            case Test.IsNot isNot -> caseRule(List.of(isNot.value()), isNot.ignoreCase());
            case Test.In in -> caseRule(in.values(), in.ignoreCase());
            case Test.NotIn notIn -> caseRule(notIn.values(), notIn.ignoreCase());
            case Test.TextMatch match -> Stream.of(match.ignoreCase());
            case Test.Matches matches -> Stream.of(matches.ignoreCase());
            case Test.Exists t -> Stream.empty();
            case Test.Compare t -> Stream.empty();
            case Test.Between t -> Stream.empty();
            case Test.Has t -> Stream.empty();
            case Test.Empty t -> Stream.empty();
            case Test.Version t -> Stream.empty();
            case Test.Within t -> Stream.empty();
            case Test.Anniversary t -> Stream.empty();
        };
    }

    private static Stream<Boolean> caseRule(List<Value> operands, boolean ignoreCase) {
        return Operands.anyText(operands) ? Stream.of(ignoreCase) : Stream.empty();
    }

    private static boolean comparesNumbers(Test test) {
        return switch (test) {
            case Test.Is is -> isNumber(is.value());
            case Test.IsNot isNot -> isNumber(isNot.value());
            case Test.In in -> in.values().stream().allMatch(Tests::isNumber);
            case Test.NotIn notIn -> notIn.values().stream().allMatch(Tests::isNumber);
            case Test.Compare compare -> isNumber(compare.value());
            case Test.Between between -> isNumber(between.low());
            case Test.Exists t -> false;
            case Test.TextMatch t -> false;
            case Test.Matches t -> false;
            case Test.Has t -> false;
            case Test.Empty t -> false;
            case Test.Version t -> false;
            case Test.Within t -> false;
            case Test.Anniversary t -> false;
        };
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Numeric;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
