package io.muster.model.condition.text;

import io.muster.model.condition.text.grammar.SegmentTextParser;
import org.antlr.v4.runtime.Token;

/** Tells where a condition that cannot be read ends: by its tokens alone, from the first one on. */
final class ConditionEnd {

    private final boolean listed;
    private int open;
    private int betweens;

    /** The end of a condition; {@code listed} says that a comma ends it. */
    ConditionEnd(boolean listed) {
        this.listed = listed;
    }

    /** Whether a token of that type, the next one, is no part of the condition any more. */
    boolean isAt(int type) {
        return switch (type) {
            case Token.EOF -> true;
            case SegmentTextParser.OR, SegmentTextParser.CLOSE -> open <= 0;
            case SegmentTextParser.AND -> open <= 0 && betweens == 0;
            case SegmentTextParser.COMMA -> open <= 0 && listed;
            default -> false;
        };
    }

    /** Takes in a token of the condition. */
    void pass(int type) {
        switch (type) {
            case SegmentTextParser.OPEN -> open++;
            case SegmentTextParser.CLOSE -> open--;
            case SegmentTextParser.BETWEEN -> betweens += open == 0 ? 1 : 0;
            case SegmentTextParser.AND -> betweens -= open == 0 && betweens > 0 ? 1 : 0;
            default -> {}
        }
    }
}
