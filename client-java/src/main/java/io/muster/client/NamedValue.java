package io.muster.client;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** An attribute or property that has been seen; {@code type} is text, number, boolean, date or list. */
public record NamedValue(String name, String type, long count, List<JsonNode> examples) {
    public NamedValue {
        examples = Lists.copy(examples);
    }
}
