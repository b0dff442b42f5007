package io.muster.model.condition.text;

import java.util.HashSet;
import java.util.Set;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNConfig;
import org.antlr.v4.runtime.atn.PredictionContext;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Which tokens could have stood where the one at fault stands. */
final class Expected {

    private static final int MOST_STATES = 1_000;

    private Expected() {}

    static IntervalSet tokens(Parser parser, RecognitionException error) {
        if (error instanceof NoViableAltException choice && choice.getDeadEndConfigs() != null) {
            IntervalSet tokens = new IntervalSet();
            Set<Long> seen = new HashSet<>();
            for (ATNConfig config : choice.getDeadEndConfigs()) {
                add(parser.getATN(), config.state.stateNumber, config.context, tokens, seen);
            }
            return tokens;
        }
        IntervalSet tokens = error.getExpectedTokens();
        return tokens == null ? new IntervalSet() : tokens;
    }

    /** What can come in that state, and what comes after the rule where it can end there. */
    private static void add(ATN atn, int state, PredictionContext context, IntervalSet tokens, Set<Long> seen) {
        if (seen.size() > MOST_STATES || !seen.add(((long) state << 32) | System.identityHashCode(context))) {
            return;
        }
        IntervalSet next = new IntervalSet(atn.nextTokens(atn.states.get(state)));
        boolean ends = next.contains(Token.EPSILON);
        next.remove(Token.EPSILON);
        tokens.addAll(next);
        if (!ends || context == null) {
            return;
        }
        for (int i = 0; i < context.size(); i++) {
            int after = context.getReturnState(i);
            if (after != PredictionContext.EMPTY_RETURN_STATE) {
                add(atn, after, context.getParent(i), tokens, seen);
            }
        }
    }
}
