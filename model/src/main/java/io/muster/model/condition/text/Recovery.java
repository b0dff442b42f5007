package io.muster.model.condition.text;

import static io.muster.model.ErrorCode.INVALID_DEFINITION;

import io.muster.model.condition.text.grammar.SegmentTextParser;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Tells each syntax error once and reads on with the next condition: what is left of the one at fault is skipped, up to
 * the {@code and}, {@code or} or closing parenthesis that ends it. One per parse.
 */
final class Recovery extends DefaultErrorStrategy {

    private final TextProblems problems;
    private int toldAt = -1;

    // Where parts of the syntax could have ended: what else could have stood here is told from the innermost of them.
    private int endIndex = -1;
    private int endState;
    private @Nullable ParserRuleContext endContext;

    Recovery(TextProblems problems) {
        this.problems = problems;
    }

    @Override
    public void reportError(Parser parser, RecognitionException error) {
        // The same error comes by again in each rule that it leaves.
        if (error.getOffendingToken().getTokenIndex() != toldAt) {
            report(parser, error.getOffendingToken(), expected(parser, error));
        }
    }

    private void report(Parser parser, Token found, IntervalSet expected) {
        if (found.getTokenIndex() == toldAt) {
            return;
        }
        toldAt = found.getTokenIndex();
        problems.add(found, INVALID_DEFINITION, new SyntaxError(parser.getInputStream(), found, expected).detail());
        if (problems.isFull()) {
            throw new ParseCancellationException();
        }
    }

    private IntervalSet expected(Parser parser, RecognitionException error) {
        return endContext != null && endIndex == error.getOffendingToken().getTokenIndex()
                ? parser.getATN().getExpectedTokens(endState, endContext)
                : Expected.tokens(parser, error);
    }

    @Override
    public void recover(Parser parser, RecognitionException error) {
        ParserRuleContext context = parser.getContext();
        switch (context.getRuleIndex()) {
            case SegmentTextParser.RULE_negation, SegmentTextParser.RULE_property -> skip(parser, context);
            case SegmentTextParser.RULE_definition -> {}
            default -> throw error;
        }
    }

    @Override
    public Token recoverInline(Parser parser) {
        throw new InputMismatchException(parser);
    }

    @Override
    public void sync(Parser parser) {
        int next = parser.getInputStream().LA(1);
        IntervalSet possible = parser.getATN().nextTokens(parser.getATN().states.get(parser.getState()));
        if (possible.contains(next)) {
            return;
        }
        if (!possible.contains(Token.EPSILON)) {
            throw new InputMismatchException(parser);
        }
        rememberEnd(parser);
        if (isChain(parser.getContext()) && !endsChain(parser, next)) {
            ParserRuleContext innermost = endContext == null ? parser.getContext() : endContext;
            report(parser, parser.getCurrentToken(), parser.getATN().getExpectedTokens(endState, innermost));
            skip(parser, lastPart(parser.getContext()));
        }
    }

    private void rememberEnd(Parser parser) {
        int index = parser.getInputStream().index();
        if (endIndex != index) {
            endIndex = index;
            endState = parser.getState();
            endContext = parser.getContext();
        }
    }

    private static boolean isChain(ParserRuleContext context) {
        return context.getRuleIndex() == SegmentTextParser.RULE_conjunction
                || context.getRuleIndex() == SegmentTextParser.RULE_propertyConjunction;
    }

    private static boolean endsChain(Parser parser, int next) {
        return switch (next) {
            case SegmentTextParser.OR, SegmentTextParser.CLOSE, Token.EOF -> true;
            case SegmentTextParser.COMMA -> isListed(parser.getContext());
            default -> false;
        };
    }

    private static ParserRuleContext lastPart(ParserRuleContext chain) {
        return chain.children.getLast() instanceof ParserRuleContext part ? part : chain;
    }

    /** Whether commas separate the conditions here, in the innermost parentheses. */
    private static boolean isListed(ParserRuleContext context) {
        for (RuleContext at = context; at != null; at = at.parent) {
            switch (at) {
                case SegmentTextParser.ListedContext listed -> {
                    return true;
                }
                case SegmentTextParser.PropertyListedContext listed -> {
                    return true;
                }
                case SegmentTextParser.GroupContext group -> {
                    return false;
                }
                case SegmentTextParser.AmongContext among -> {
                    return false;
                }
                case SegmentTextParser.PropertyGroupContext group -> {
                    return false;
                }
                default -> {}
            }
        }
        return false;
    }

    /** Goes to what ends the condition that began as that part of the syntax. */
    private static void skip(Parser parser, ParserRuleContext part) {
        TokenStream tokens = parser.getInputStream();
        ConditionEnd end = new ConditionEnd(isListed(part.getParent()));
        int at = part.getStart().getTokenIndex();
        while (at < tokens.index() || !end.isAt(tokens.get(at).getType())) {
            end.pass(tokens.get(at).getType());
            at++;
        }
        tokens.seek(at);
    }
}
