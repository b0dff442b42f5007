package io.muster.model.condition.text;

import static io.muster.model.condition.text.Doc.row;
import static io.muster.model.condition.text.Doc.word;

import java.util.List;

/**
 * Conditions joined by {@code and} or {@code or}: in one line, or each in its own with the word before it.
 */
final class Chains {

    private Chains() {}

    static Doc all(List<Doc> conditions) {
        return Doc.joined(conditions, row(Doc.SPACE, word("and ")));
    }

    static Doc any(List<Doc> conditions) {
        return Doc.joined(conditions, row(Doc.SPACE, word("or ")));
    }

    /** Parentheses that the grammar does not need, and people do where the chain takes several lines. */
    static Doc parenthesizedIfBroken(Doc chain) {
        return new Doc.Group(
                row(new Doc.IfBroken("("), new Doc.Nest(row(Doc.EDGE, chain)), Doc.EDGE, new Doc.IfBroken(")")));
    }
}
