package io.muster.client;

import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What selects profiles: a condition tree, or a text in the text notation. The server checks it. */
public record Definition(@JsonValue JsonNode value) {

    /** The condition tree. */
    public static Definition of(JsonNode tree) {
        return new Definition(tree);
    }

    /**
     * JSON if the text begins with a brace, and the text notation if not.
     *
     * @throws IllegalArgumentException if it begins with a brace and is not JSON
     */
    public static Definition parse(String text) {
        if (!text.strip().startsWith("{")) {
            return new Definition(StringNode.valueOf(text.strip()));
        }
        try {
            return new Definition(MusterJson.mapper().readTree(text));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The definition is not JSON: " + place(e) + e.getOriginalMessage(), e);
        }
    }

    private static String place(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    /** The members of a segment, by id or key. */
    public static Definition segment(String idOrKey) {
        return new Definition(MusterJson.mapper().createObjectNode().put("segment", idOrKey));
    }
}
