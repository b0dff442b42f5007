package io.muster.model.condition.text;

import static io.muster.model.ErrorCode.TOO_DEEP;

import io.muster.model.condition.json.ConditionParser;
import io.muster.model.condition.text.grammar.SegmentTextParser;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** Bounds how deep the recursive parser has to go before it goes there. */
final class Nesting {

    /**
     * More than the deepest legal condition needs; parentheses around parentheses add nothing to a
     * condition's depth.
     */
    static final int MAX_PARENTHESES = 250;

    private Nesting() {}

    static void check(CommonTokenStream tokens, TextProblems problems) {
        tokens.fill();
        int open = 0;
        int nots = 0;
        for (Token token : tokens.getTokens()) {
            open += step(token);
            nots = token.getType() == SegmentTextParser.NOT ? nots + 1 : 0;
            if (open > MAX_PARENTHESES) {
                problems.add(token, TOO_DEEP, "parentheses are more than " + MAX_PARENTHESES + " deep");
                return;
            }
            if (nots > ConditionParser.MAX_DEPTH) {
                String detail = "conditions are nested more than " + ConditionParser.MAX_DEPTH + " levels deep";
                problems.add(token, TOO_DEEP, detail);
                return;
            }
        }
    }

    private static int step(Token token) {
        return switch (token.getType()) {
            case SegmentTextParser.OPEN -> 1;
            case SegmentTextParser.CLOSE -> -1;
            default -> 0;
        };
    }
}
