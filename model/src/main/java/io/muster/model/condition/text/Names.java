package io.muster.model.condition.text;

import io.muster.model.condition.text.grammar.SegmentTextLexer;
import io.muster.model.condition.text.grammar.SegmentTextParser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Names of attributes and properties: as they are, or between double quotes where the grammar needs them. */
final class Names {

    private static final int LONGEST = 100;
    private static final IntervalSet PLAIN =
            SegmentTextParser._ATN.nextTokens(SegmentTextParser._ATN.ruleToStartState[SegmentTextParser.RULE_name]);

    private Names() {}

    static String text(String name) {
        return isPlain(name) ? name : Quotes.name(name);
    }

    private static boolean isPlain(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        SegmentTextLexer lexer = new SegmentTextLexer(new CharacterKinds(name));
        lexer.removeErrorListeners();
        Token first = lexer.nextToken();
        return first.getText().equals(name)
                && first.getType() != SegmentTextParser.QUOTED
                && PLAIN.contains(first.getType())
                && Quotes.name(name).length() == name.length() + 2;
    }
}
