package io.muster.engine.testing;

import io.muster.model.MusterException;
import io.muster.model.condition.Condition;
import io.muster.model.condition.json.ConditionParser;
import io.muster.model.condition.json.ConditionWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts windows that move with the as-of instant into conditions whose windows are fixed. */
final class MovingWindows {

    private final RandomValues values;

    MovingWindows(RandomValues values) {
        this.values = values;
    }

    Condition in(Condition condition) {
        JsonNode json = ConditionWriter.json(condition).deepCopy();
        replace(json);
        try {
            return new ConditionParser(Integer.MAX_VALUE).parse(json.toString());
        } catch (MusterException e) {
            // Engines are asked of more than can be written, such as a tag without a name.
            return condition;
        }
    }

    private void replace(JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                for (String name : object.propertyNames().stream().toList()) {
                    boolean window = (name.equals("within") || name.equals("anniversary"))
                            && object.get(name) instanceof ObjectNode;
                    if (window && !values.once(5)) {
                        object.set(name, window());
                    } else {
                        replace(object.get(name));
                    }
                }
            }
            case ArrayNode array -> array.forEach(this::replace);
            default -> {}
        }
    }

    private ObjectNode window() {
        ObjectNode window = JsonNodeFactory.instance.objectNode();
        switch (values.below(4)) {
            case 0 -> window.put("last", span());
            case 1 -> window.put("next", span());
            default -> {
                window.put("last", 1 + values.below(4));
                window.put("unit", values.one("hour", "day", "week", "month", "quarter", "year"));
                window.put("calendar", true);
                if (values.once(2)) {
                    window.put("including_current", true);
                }
            }
        }
        return values.once(2) ? window : window.put("zone", values.zone().getId().equals("Z") ? "UTC" : values.zone().getId());
    }

    private String span() {
        return values.one("PT1H", "PT36H", "P1D", "P7D", "P1M", "P1M3DT5H", "P1Y", "P2W", "PT0.001S", "P3M");
    }
}
