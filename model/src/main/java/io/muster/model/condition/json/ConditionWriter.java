package io.muster.model.condition.json;

import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Measure;
import io.muster.model.condition.PropertyCondition;
import io.muster.model.condition.Window;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the one canonical JSON of a condition: equal conditions have equal texts, and {@link ConditionParser} reads the
 * text as the same condition. Only {@link io.muster.model.condition.Window.Resolved} comes back as the range that it is.
 */
public final class ConditionWriter {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ConditionWriter() {}

    /** Without spaces or line breaks. */
    public static String text(Condition condition) {
        return MAPPER.writeValueAsString(json(condition));
    }

    public static ObjectNode json(Condition condition) {
        ObjectNode object = NODES.objectNode();
        switch (condition) {
            case Condition.All all -> object.set("all", list(all.conditions()));
            case Condition.Any any -> object.set("any", list(any.conditions()));
            case Condition.Not not -> object.set("not", json(not.condition()));
            case Condition.Attribute(var name, var tests) -> TestWriter.write(object.put("attribute", name), tests);
            case Condition.Tag tag -> object.put("tag", tag.name());
            case Condition.Known known -> object.put("known", known.known());
            case Condition.Identity identity -> object.put("identity", identity.keyspace());
            case Condition.InSegment segment -> object.put("segment", segment.segment());
            case Condition.Profiles profiles -> profiles.ids().forEach(object.putArray("profiles")::add);
            case Condition.Event event -> write(object, event);
            case Condition.Sequence sequence -> SequenceWriter.write(object, sequence);
            case Condition.Near near -> write(object.putObject("near"), near);
            case Condition.Quantile quantile -> QuantileWriter.write(object.putObject("quantile"), quantile);
            case Condition.Logged(var change, var segment, var within) ->
                within(object.putObject(change.notation()).put("segment", segment), within);
        }
        return object;
    }

    private static JsonNode list(List<Condition> conditions) {
        ArrayNode list = NODES.arrayNode(conditions.size());
        conditions.forEach(condition -> list.add(json(condition)));
        return list;
    }

    private static void write(ObjectNode near, Condition.Near place) {
        near.set("lat", ValueWriter.number(place.lat()));
        near.set("lon", ValueWriter.number(place.lon()));
        near.set("km", ValueWriter.number(place.km()));
    }

    static void within(ObjectNode object, @Nullable Window within) {
        if (within != null) {
            object.set("within", WindowWriter.json(within));
        }
    }

    /** Writes {@code event} and {@code where}. */
    static ObjectNode pattern(ObjectNode object, EventPattern pattern) {
        object.put("event", pattern.name());
        @Nullable PropertyCondition where = pattern.where();
        if (where != null) {
            object.set("where", json(where));
        }
        return object;
    }

    private static void write(ObjectNode object, Condition.Event event) {
        pattern(object, new EventPattern(event.name(), event.where()));
        within(object, event.within());
        if (!event.measure().equals(Measure.Count.AT_LEAST_ONE)) {
            write(object, event.measure());
        }
    }

    private static void write(ObjectNode event, Measure measure) {
        switch (measure) {
            case Measure.Count count -> TestWriter.write(event.putObject("count"), count.tests());
            case Measure.Days days -> TestWriter.write(event.putObject("days"), days.tests());
            case Measure.Aggregate(var function, var property, var tests) -> {
                String name = function.name().toLowerCase(Locale.ROOT);
                TestWriter.write(event.putObject(name).put("property", property), tests);
            }
            case Measure.First first -> event.put("first", true);
            case Measure.Last last -> event.put("last", true);
        }
    }

    private static ObjectNode json(PropertyCondition condition) {
        ObjectNode object = NODES.objectNode();
        switch (condition) {
            case PropertyCondition.All all -> object.set("all", properties(all.conditions()));
            case PropertyCondition.Any any -> object.set("any", properties(any.conditions()));
            case PropertyCondition.Not not -> object.set("not", json(not.condition()));
            case PropertyCondition.Property(var name, var tests) ->
                TestWriter.write(object.put("property", name), tests);
        }
        return object;
    }

    private static JsonNode properties(List<PropertyCondition> conditions) {
        ArrayNode list = NODES.arrayNode(conditions.size());
        conditions.forEach(condition -> list.add(json(condition)));
        return list;
    }
}
