package io.muster.model.condition.text;

import io.muster.model.condition.json.Suggestion;
import io.muster.model.condition.text.grammar.SegmentTextParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/** A token where others are right: what was found, what is expected, and what was probably meant. */
final class SyntaxError {

    private static final List<String> STARTS = List.of("did", "tagged", "known", "unknown", "everyone", "not", "profile");
    private static final Map<String, String> CHARACTERS = Map.of(
            "&", "and", "|", "or", "!", "not", "[", "(", "]", ")", "{", "(", "}", ")", "‘", "'", "’", "'", "“", "\"");

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
            return "found " + Found.of(found);
        }
        return "found " + Found.of(found) + ", but here comes " + Wording.of(expected)
                + hint().map(hint -> "; " + hint).orElse("");
    }

    private Optional<String> hint() {
        return special().or(this::suggestion).or(this::misspeltStart);
    }

    private Optional<String> special() {
        String text = found.getText();
        if (found.getType() == SegmentTextParser.UNKNOWN_CHARACTER) {
            return Optional.ofNullable(CHARACTERS.get(text)).map(SyntaxError::meant);
        }
        if (Wording.isOperator(found) && before(1) == SegmentTextParser.AND) {
            return Optional.of("and joins whole conditions, but adds a test of the same value, such as age >= 18 but < 65");
        }
        if (isWord(found) && wants(SegmentTextParser.QUOTED) && !wants(SegmentTextParser.IDENTIFIER)) {
            return Optional.of("texts stand between quotes, '" + Found.shorten(text) + "'");
        }
        boolean date = found.getType() == SegmentTextParser.DATE || found.getType() == SegmentTextParser.INSTANT;
        return date && wants(SegmentTextParser.TRUE)
                ? Optional.of("equality is of texts, '" + text + "', and days are compared by between, since and before")
                : Optional.empty();
    }

    private Optional<String> suggestion() {
        if (!isWord(found)) {
            return Optional.empty();
        }
        List<String> candidates = wants(SegmentTextParser.DID) ? STARTS : Wording.keywords(expected);
        return Suggestion.nearest(found.getText(), candidates).map(SyntaxError::meant);
    }

    /** A misspelt keyword at the start of a condition is read as a name, and what follows it is found to be wrong. */
    private Optional<String> misspeltStart() {
        Token previous = found.getTokenIndex() > 0 ? tokens.get(found.getTokenIndex() - 1) : found;
        if (!wants(SegmentTextParser.CONTAINS) || !isWord(previous)) {
            return Optional.empty();
        }
        return Suggestion.nearest(previous.getText(), STARTS).map(SyntaxError::meant);
    }

    private static String meant(String text) {
        return "did you mean " + (text.length() == 1 ? text : '"' + text + '"') + "?";
    }

    private int before(int steps) {
        int index = found.getTokenIndex() - steps;
        return index < 0 ? Token.EOF : tokens.get(index).getType();
    }

    private boolean wants(int type) {
        return expected.contains(type);
    }

    private static boolean isWord(Token token) {
        return token.getType() != Token.EOF && Character.isLetter(token.getText().codePointAt(0));
    }
}
