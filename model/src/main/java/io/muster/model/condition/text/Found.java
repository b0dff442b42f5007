package io.muster.model.condition.text;

import io.muster.model.condition.text.grammar.SegmentTextParser;
import org.antlr.v4.runtime.Token;

/** What stands somewhere, for people. */
final class Found {

    private static final int LONGEST_QUOTE = 60;

    private Found() {}

    static String of(Token token) {
        return switch (token.getType()) {
            case Token.EOF -> "the end of the definition";
            case SegmentTextParser.QUOTED -> "the text " + shorten(token.getText());
            case SegmentTextParser.UNCLOSED -> "the text " + shorten(token.getText()) + " without a quote at its end";
            case SegmentTextParser.UNKNOWN_CHARACTER -> "the character " + shorten(token.getText());
            default -> '"' + shorten(token.getText()) + '"';
        };
    }

    static String shorten(String text) {
        String start = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
        return start.replaceAll("\\p{Cntrl}", "�");
    }
}
