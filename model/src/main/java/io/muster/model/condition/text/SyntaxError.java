package io.muster.model.condition.text;

import io.muster.model.condition.json.Suggestion;
import io.muster.model.condition.text.grammar.SegmentTextParser;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/** A token where others are right: what was found, what is expected, and what was probably meant. */
final class SyntaxError {

    private static final List<String> STARTS =
            List.of("did", "tagged", "known", "unknown", "everyone", "not", "profile", "near", "entered", "exited");
    private static final int FAR = 50;
    private static final String STRAIGHT = "texts stand between straight quotes, ' or \"";
    private static final Map<String, String> CHARACTERS = Map.ofEntries(
            Map.entry("&", meant("and")),
            Map.entry("|", meant("or")),
            Map.entry("!", meant("not")),
            Map.entry("[", meant("(")),
            Map.entry("]", meant(")")),
            Map.entry("{", "JSON is given as an object, not as a text"),
            Map.entry("‘", STRAIGHT),
            Map.entry("’", STRAIGHT),
            Map.entry("“", STRAIGHT),
            Map.entry("”", STRAIGHT),
            Map.entry("`", STRAIGHT));
    private static final Map<String, String> OTHER_WORDS = Map.of(
            "tag", "tagged",
            "event", "did",
            "segment", "in segment",
            "identity", "has identity",
            "profiles", "profile in",
            "quantile", "in quantile",
            "equals", "is",
            "like", "contains",
            "average", "avg");

    private final TokenStream tokens;
    private final Token found;
    private final IntervalSet expected;

    SyntaxError(TokenStream tokens, Token found, IntervalSet expected) {
        this.tokens = tokens;
        this.found = found;
        this.expected = expected;
    }

    String detail() {
        if (found.getType() == SegmentTextParser.UNCLOSED) {
            return "found " + Found.of(found) + "; it ends in the same line, with the quote that it began with";
        }
        return "found " + Found.of(found) + "; expected " + Wording.of(expected)
                + hint().map(hint -> "; " + hint).orElse("");
    }

    private Optional<String> hint() {
        return special().or(this::suggestion).or(this::misspeltStart);
    }

    private Optional<String> special() {
        String text = Found.shorten(found.getText());
        int type = found.getType();
        if (type == SegmentTextParser.UNKNOWN_CHARACTER) {
            return Optional.ofNullable(CHARACTERS.get(text));
        }
        if (Wording.isOperator(found) && before() == SegmentTextParser.AND) {
            return Optional.of("and joins whole conditions; but adds a test of the same value: age >= 18 but < 65");
        }
        if (Wording.isOperator(found) && Wording.isReserved(before()) && !wants(SegmentTextParser.IDENTIFIER)) {
            return Optional.of("between double quotes it is a name: \""
                    + tokens.get(found.getTokenIndex() - 1).getText() + '"');
        }
        if (Wording.isWindow(found) && !wants(SegmentTextParser.SINCE) && isAfterWhere()) {
            return Optional.of(
                    "a window there is of the event only where the parts of its where stand between ( and )");
        }
        if (Wording.isUnit(found) && (before() == SegmentTextParser.LAST || before() == SegmentTextParser.NEXT)) {
            return Optional.of("in last 1 " + text + " is the time up to now, in previous " + text + " the calendar's");
        }
        if (isWord(found) && wants(SegmentTextParser.QUOTED) && !wants(SegmentTextParser.IDENTIFIER)) {
            return Optional.of("texts stand between quotes: '" + text + "'");
        }
        boolean date = type == SegmentTextParser.DATE || type == SegmentTextParser.INSTANT;
        return date && wants(SegmentTextParser.TRUE)
                ? Optional.of("is compares texts, such as '" + text + "'; between, since and before compare dates")
                : Optional.empty();
    }

    private Optional<String> suggestion() {
        return wants(SegmentTextParser.DID) ? nearest(found, STARTS) : nearest(found, Wording.keywords(expected));
    }

    /**
     * A misspelt keyword at the start of a condition is read as a name, and what follows it is found to be
     * wrong.
     */
    private Optional<String> misspeltStart() {
        return wants(SegmentTextParser.CONTAINS) && found.getTokenIndex() > 0
                ? nearest(tokens.get(found.getTokenIndex() - 1), STARTS)
                : Optional.empty();
    }

    private static Optional<String> nearest(Token word, List<String> candidates) {
        if (!isWord(word)) {
            return Optional.empty();
        }
        String text = word.getText().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(OTHER_WORDS.get(text))
                .or(() -> Suggestion.nearest(text, candidates).filter(near -> isLikely(text, near)))
                .map(SyntaxError::meant);
    }

    /** Of three letters one may be wrong, or the order. */
    private static boolean isLikely(String text, String near) {
        return text.length() > 3
                || Suggestion.distance(text, near) <= 1
                || Arrays.equals(
                        text.chars().sorted().toArray(), near.chars().sorted().toArray());
    }

    private static String meant(String text) {
        return "did you mean \"" + text + "\"?";
    }

    private int before() {
        int index = found.getTokenIndex() - 1;
        return index < 0 ? Token.EOF : tokens.get(index).getType();
    }

    private boolean isAfterWhere() {
        for (int i = found.getTokenIndex() - 1; i >= 0 && i > found.getTokenIndex() - FAR; i--) {
            if (tokens.get(i).getType() == SegmentTextParser.WHERE) {
                return true;
            }
        }
        return false;
    }

    private boolean wants(int type) {
        return expected.contains(type);
    }

    private static boolean isWord(Token token) {
        return token.getType() != Token.EOF
                && Character.isLetter(token.getText().codePointAt(0));
    }
}
