package io.muster.model.condition.json;

import io.muster.model.condition.Value;
import io.muster.model.condition.Window;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes windows. */
final class WindowWriter {

    private WindowWriter() {}

    static ObjectNode json(Window window) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        return switch (window) {
            case Window.Last(var amount, var zone) -> zone(object.put("last", amount.toString()), zone);
            case Window.Next(var amount, var zone) -> zone(object.put("next", amount.toString()), zone);
            case Window.Calendar calendar -> calendar(object, calendar);
            case Window.Range(var from, var to, var zone) -> zone(range(object, json(from), json(to)), zone);
            case Window.Resolved(var from, var to, var zone) -> zone(range(object, json(from), json(to)), zone);
        };
    }

    private static ObjectNode calendar(ObjectNode object, Window.Calendar calendar) {
        object.put("last", calendar.count())
                .put("unit", WindowReader.notation(calendar.unit()))
                .put("calendar", true);
        if (calendar.includingCurrent()) {
            object.put("including_current", true);
        }
        return zone(object, calendar.zone());
    }

    private static ObjectNode range(ObjectNode object, @Nullable JsonNode from, @Nullable JsonNode to) {
        if (from != null) {
            object.set(to == null ? WindowReader.AFTER : "from", from);
        }
        if (to != null) {
            object.set(from == null ? WindowReader.BEFORE : "to", to);
        }
        return object;
    }

    private static @Nullable JsonNode json(@Nullable Value bound) {
        return bound == null ? null : ValueWriter.json(bound);
    }

    private static @Nullable JsonNode json(@Nullable Instant bound) {
        return bound == null ? null : ValueWriter.instant(bound);
    }

    private static ObjectNode zone(ObjectNode object, @Nullable ZoneId zone) {
        return zone == null ? object : object.put("zone", zone.getId());
    }
}
