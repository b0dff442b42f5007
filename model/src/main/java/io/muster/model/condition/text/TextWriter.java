package io.muster.model.condition.text;

import io.muster.model.condition.Condition;

/**
 * Writes the one canonical text of a condition: equal conditions have equal texts, and {@link TextParser} reads the text
 * as the same condition. Only {@link io.muster.model.condition.Window.Resolved} comes back as the range that it is.
 */
public final class TextWriter {

    private TextWriter() {}

    /**
     * In lines of about a hundred columns, broken at {@code and}, {@code or} and parentheses; without a line
     * end.
     */
    public static String write(Condition condition) {
        return Layout.text(ConditionDocs.chain(condition));
    }
}
