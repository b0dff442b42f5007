package io.muster.model.condition.text;

import static io.muster.model.condition.text.Doc.row;
import static io.muster.model.condition.text.Doc.word;

import io.muster.model.condition.Test;
import io.muster.model.condition.Value;
import java.util.Comparator;
import java.util.List;

/** Tests of an attribute or a property as text. */
final class TestDocs {

    private TestDocs() {}

    /** All of them, joined by {@code but}. */
    static Doc tests(List<Test> tests) {
        List<Doc> parts = spoken(tests).stream().map(TestDocs::test).toList();
        Doc joined = Doc.joined(parts, word(" but "));
        return tests.stream().anyMatch(TestDocs::ignoresCase) ? row(joined, word(" ignoring case")) : joined;
    }

    /** In the order in which one says them: what is wanted, from its lower bound up, before what is not. */
    static List<Test> spoken(List<Test> tests) {
        return tests.stream().sorted(Comparator.comparingInt(TestDocs::turn)).toList();
    }

    private static int turn(Test test) {
        return switch (test) {
            case Test.Compare(var order, var value) -> isUpper(order) ? 1 : 0;
            case Test.Version(var order, var version) ->
                order == Test.VersionOrder.LT || order == Test.VersionOrder.LTE ? 1 : 0;
            case Test.IsNot not -> 2;
            case Test.NotIn not -> 2;
            case Test.TextMatch match -> match.operator() == Test.TextOperator.NOT_CONTAINS ? 2 : 0;
            case Test.Is t -> 0;
            case Test.In t -> 0;
            case Test.Exists t -> 0;
            case Test.Between t -> 0;
            case Test.Matches t -> 0;
            case Test.Has t -> 0;
            case Test.Empty t -> 0;
            case Test.Within t -> 0;
            case Test.Anniversary t -> 0;
        };
    }

    private static boolean isUpper(Test.Order order) {
        return order == Test.Order.LT || order == Test.Order.LTE;
    }

    private static Doc test(Test test) {
        return switch (test) {
            case Test.Is is -> word("is " + Words.value(is.value()));
            case Test.IsNot not -> word("is not " + Words.value(not.value()));
            case Test.In in -> row(word("in "), list(in.values()));
            case Test.NotIn notIn -> row(word("not in "), list(notIn.values()));
            case Test.Exists exists -> word(exists.exists() ? "exists" : "is missing");
            case Test.Compare(var order, var value) -> word(Words.symbol(order) + " " + Words.value(value));
            case Test.Between(var low, var high) -> word("between " + Words.value(low) + " and " + Words.value(high));
            case Test.TextMatch match -> word(operator(match.operator()) + " " + Quotes.value(match.text()));
            case Test.Matches matches -> word("matches " + Quotes.value(matches.pattern()));
            case Test.Has(var values, boolean all)
            when all && values.size() == 1 -> word("has " + Words.value(values.getFirst()));
            case Test.Has(var values, boolean all) -> row(word(all ? "has all of " : "has any of "), list(values));
            case Test.Empty empty -> word(empty.empty() ? "is empty" : "is not empty");
            case Test.Version(var order, var version) ->
                word(Words.symbol(order) + " version " + Quotes.value(version));
            case Test.Within(var window) -> word(Words.window(window));
            case Test.Anniversary(var window) -> word("anniversary " + Words.window(window));
        };
    }

    private static Doc list(List<Value> values) {
        return Doc.list(values.stream().map(Words::value).toList());
    }

    private static String operator(Test.TextOperator operator) {
        return switch (operator) {
            case CONTAINS -> "contains";
            case NOT_CONTAINS -> "does not contain";
            case STARTS_WITH -> "starts with";
            case ENDS_WITH -> "ends with";
        };
    }

    private static boolean ignoresCase(Test test) {
        return switch (test) {
            case Test.Is is -> is.ignoreCase();
            case Test.IsNot not -> not.ignoreCase();
            case Test.In in -> in.ignoreCase();
            case Test.NotIn notIn -> notIn.ignoreCase();
            case Test.TextMatch match -> match.ignoreCase();
            case Test.Matches matches -> matches.ignoreCase();
            case Test.Exists t -> false;
            case Test.Compare t -> false;
            case Test.Between t -> false;
            case Test.Has t -> false;
            case Test.Empty t -> false;
            case Test.Version t -> false;
            case Test.Within t -> false;
            case Test.Anniversary t -> false;
        };
    }
}
