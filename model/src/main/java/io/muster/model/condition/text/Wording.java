package io.muster.model.condition.text;

import io.muster.model.condition.text.grammar.SegmentTextLexer;
import io.muster.model.condition.text.grammar.SegmentTextParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Kinds of tokens in words. */
final class Wording {

    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(Token.EOF, "the end"),
            Map.entry(SegmentTextParser.OPEN, "("),
            Map.entry(SegmentTextParser.CLOSE, ")"),
            Map.entry(SegmentTextParser.COMMA, "a comma"),
            Map.entry(SegmentTextParser.EQUAL, "="),
            Map.entry(SegmentTextParser.NOT_EQUAL, "!="),
            Map.entry(SegmentTextParser.LESS_THAN, "<"),
            Map.entry(SegmentTextParser.AT_MOST, "<="),
            Map.entry(SegmentTextParser.GREATER_THAN, ">"),
            Map.entry(SegmentTextParser.AT_LEAST, ">="),
            Map.entry(SegmentTextParser.GREATER, "more than"),
            Map.entry(SegmentTextParser.LESS, "less than"),
            Map.entry(SegmentTextParser.FEWER, "fewer than"),
            Map.entry(SegmentTextParser.STARTS, "starts with"),
            Map.entry(SegmentTextParser.ENDS, "ends with"),
            Map.entry(SegmentTextParser.DOES, "does not contain"),
            Map.entry(SegmentTextParser.IGNORING, "ignoring case"),
            Map.entry(SegmentTextParser.NO, "no one"),
            Map.entry(SegmentTextParser.NUMBER, "a number"),
            Map.entry(SegmentTextParser.DATE, "a date such as 2026-01-31"),
            Map.entry(SegmentTextParser.INSTANT, "an instant such as 2026-01-31T12:00:00Z"),
            Map.entry(SegmentTextParser.DOTTED, "a version such as 4.10.0"),
            Map.entry(SegmentTextParser.IDENTIFIER, "a name"),
            Map.entry(SegmentTextParser.QUOTED, "a text between quotes"));

    /** Kinds of tokens that together have one name; the first that fits is taken. */
    private record Group(Set<Integer> needed, Set<Integer> covered, String words) {}

    private static final Set<Integer> NAMES =
            union(tokens(SegmentTextParser.RULE_name), Set.of(SegmentTextParser.OPEN, SegmentTextParser.NOT));
    private static final Set<Integer> UNITS = tokens(SegmentTextParser.RULE_unit);
    private static final Set<Integer> WINDOWS = tokens(SegmentTextParser.RULE_window);
    private static final Set<Integer> STARTS = tokens(SegmentTextParser.RULE_negation);
    private static final Set<Integer> OPERATORS = tokens(SegmentTextParser.RULE_test);

    private static final List<Group> GROUPS = List.of(
            new Group(
                    Set.of(SegmentTextParser.DID, SegmentTextParser.TAGGED),
                    STARTS,
                    "a condition, such as country is 'SE' or did 'Order Completed'"),
            new Group(
                    Set.of(SegmentTextParser.IDENTIFIER, SegmentTextParser.OPEN),
                    union(tokens(SegmentTextParser.RULE_property), NAMES),
                    "a property's name, or conditions on properties between ( and )"),
            new Group(Set.of(SegmentTextParser.IDENTIFIER), tokens(SegmentTextParser.RULE_name), "a name"),
            new Group(
                    Set.of(SegmentTextParser.IS, SegmentTextParser.CONTAINS),
                    OPERATORS,
                    "an operator such as is, in ( ), >=, between, contains, exists or in last 7 days"),
            new Group(
                    Set.of(SegmentTextParser.AT, SegmentTextParser.EXACTLY, SegmentTextParser.BETWEEN),
                    tokens(SegmentTextParser.RULE_numberTest),
                    "a bound such as at least 3 or between 2 and 5"),
            new Group(
                    Set.of(SegmentTextParser.SINCE, SegmentTextParser.BEFORE, SegmentTextParser.FROM),
                    WINDOWS,
                    "a window such as in last 7 days"),
            new Group(Set.of(SegmentTextParser.DAYS, SegmentTextParser.HOURS), UNITS, "a unit such as days"),
            new Group(
                    Set.of(SegmentTextParser.TRUE),
                    tokens(SegmentTextParser.RULE_value),
                    "a text between quotes, a number, true, false or null"));

    private static Set<Integer> tokens(int rule) {
        return Set.copyOf(SegmentTextParser._ATN
                .nextTokens(SegmentTextParser._ATN.ruleToStartState[rule])
                .toSet());
    }

    private static Set<Integer> union(Set<Integer> some, Set<Integer> others) {
        Set<Integer> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private Wording() {}

    /** One or several of these, such as {@code a comma or )}. */
    static String of(IntervalSet types) {
        Set<Integer> left = new TreeSet<>(types.toSet());
        List<String> words = new ArrayList<>();
        for (Group group : GROUPS) {
            if (left.containsAll(group.needed)) {
                words.add(group.words);
                left.removeAll(group.covered);
            }
        }
        boolean end = left.remove(Token.EOF);
        left.forEach(type -> words.add(word(type)));
        if (end) {
            words.add(word(Token.EOF));
        }
        return joined(words);
    }

    private static String joined(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    private static String word(int type) {
        String word = WORDS.get(type);
        return word == null ? SegmentTextLexer.VOCABULARY.getSymbolicName(type).toLowerCase(Locale.ROOT) : word;
    }

    /** Those that are words, as they are written. */
    static List<String> keywords(IntervalSet types) {
        return types.toSet().stream()
                .filter(type -> type > 0 && type < SegmentTextParser.OPEN)
                .map(Wording::word)
                .toList();
    }

    /** Whether an operator begins with it. */
    static boolean isOperator(Token token) {
        return OPERATORS.contains(token.getType()) && token.getType() != SegmentTextParser.NOT;
    }

    static boolean isUnit(Token token) {
        return UNITS.contains(token.getType());
    }

    /** Whether a window begins with it. */
    static boolean isWindow(Token token) {
        return WINDOWS.contains(token.getType());
    }

    /** Whether it begins a condition of its own kind, so that as a name it stands between quotes. */
    static boolean isReserved(int type) {
        return STARTS.contains(type) && !NAMES.contains(type) && type != SegmentTextParser.NOT;
    }
}
