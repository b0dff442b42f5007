package io.muster.server.export.column;

import io.muster.model.Pointer;
import io.muster.model.condition.AsOf;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Measure;
import io.muster.model.condition.Window;
import io.muster.model.condition.WindowResolver;
import io.muster.model.condition.json.ConditionParser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The windows of columns, read and resolved as those of the segment language are: as an event's. */
public final class ColumnWindows {

    private static final ConditionParser PARSER = new ConditionParser();

    private ColumnWindows() {}

    /** @throws io.muster.model.MusterException where it is none */
    static Window parse(JsonNode within, Pointer at) {
        JsonNode event =
                JsonNodeFactory.instance.objectNode().put("event", "any").set("within", within);
        Condition condition = PARSER.parse(event, at);
        if (condition instanceof Condition.Event(var name, var where, Window window, var measure)) {
            return window;
        }
        throw new IllegalStateException("an event with a window was read without");
    }

    /** The instants that the window stands for; null for no window. */
    public static Window.@Nullable Resolved resolve(@Nullable JsonNode within, AsOf asOf) {
        if (within == null) {
            return null;
        }
        Condition event = new Condition.Event("any", null, parse(within, Pointer.ROOT), Measure.Count.AT_LEAST_ONE);
        Condition resolved = WindowResolver.resolve(event, asOf).condition();
        if (resolved instanceof Condition.Event(var name, var where, Window.Resolved window, var measure)) {
            return window;
        }
        throw new IllegalStateException("a window was not resolved");
    }
}
