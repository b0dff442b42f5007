package io.muster.model.condition.text;

import io.muster.model.Pointer;
import io.muster.model.condition.Condition;
import io.muster.model.condition.json.ConditionParser;
import tools.jackson.databind.JsonNode;

/**
 * Reads a definition in whichever notation it has: a JSON text is the text notation, all else the tree.
 * Thread-safe.
 */
public final class DefinitionParser {

    private final ConditionParser trees = new ConditionParser();
    private final TextParser texts = new TextParser();

    /** A definition inside a larger document, where it is at {@code at}; the errors' pointers start there. */
    public Condition parse(JsonNode definition, Pointer at) {
        return definition.isString() ? texts.parse(definition.stringValue(), at) : trees.parse(definition, at);
    }
}
