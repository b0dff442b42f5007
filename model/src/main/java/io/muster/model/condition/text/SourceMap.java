package io.muster.model.condition.text;

import io.muster.model.TextPlace;
import java.util.IdentityHashMap;
import org.antlr.v4.runtime.Token;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Where in the text the parts of the JSON that it became come from. */
final class SourceMap {

    private static final TextPlace START = new TextPlace(1, 1);

    private final IdentityHashMap<JsonNode, Token> tokens = new IdentityHashMap<>();

    /** Remembers where the node comes from. */
    <N extends JsonNode> N at(Token token, N node) {
        // Jackson shares its nodes of these, so that they have no place of their own.
        if (!node.isBoolean()
                && !node.isNull()
                && !(node.isString() && node.stringValue().isEmpty())) {
            tokens.put(node, token);
        }
        return node;
    }

    /** Where the part at that JSON Pointer comes from, or the nearest part around it that has a place. */
    TextPlace place(JsonNode root, String pointer) {
        String at = pointer;
        while (true) {
            Token token = tokens.get(root.at(JsonPointer.compile(at)));
            if (token != null) {
                return TextProblems.place(token);
            }
            if (at.isEmpty()) {
                return START;
            }
            at = at.substring(0, at.lastIndexOf('/'));
        }
    }
}
