package io.muster.model.condition.json;

import io.muster.model.condition.Operator;
import io.muster.model.condition.Test;
import io.muster.model.condition.Value;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes tests as fields of the object they are about; they are in order already. */
final class TestWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TestWriter() {}

    static void write(ObjectNode object, List<Test> tests) {
        tests.forEach(test -> object.set(name(test), operand(test)));
        if (tests.stream().anyMatch(TestWriter::ignoresCase)) {
            object.put(OperatorReader.IGNORE_CASE, true);
        }
    }

    private static String name(Test test) {
        return isHas(test) ? OperatorReader.HAS : Operator.of(test).notation();
    }

    private static boolean isHas(Test test) {
        return test instanceof Test.Has(var values, boolean all) && all && values.size() == 1;
    }

    private static JsonNode operand(Test test) {
        return switch (test) {
            case Test.Is is -> ValueWriter.json(is.value());
            case Test.IsNot isNot -> ValueWriter.json(isNot.value());
            case Test.In in -> list(in.values());
            case Test.NotIn notIn -> list(notIn.values());
            case Test.Exists exists -> NODES.booleanNode(exists.exists());
            case Test.Compare compare -> ValueWriter.json(compare.value());
            case Test.Between between -> list(List.of(between.low(), between.high()));
            case Test.TextMatch match -> NODES.stringNode(match.text());
            case Test.Matches matches -> NODES.stringNode(matches.pattern());
            case Test.Has has -> isHas(has) ? ValueWriter.json(has.values().getFirst()) : list(has.values());
            case Test.Empty empty -> NODES.booleanNode(empty.empty());
            case Test.Version version -> NODES.stringNode(version.version());
            case Test.Within within -> WindowWriter.json(within.window());
            case Test.Anniversary anniversary -> WindowWriter.json(anniversary.window());
        };
    }

    private static ArrayNode list(List<Value> values) {
        ArrayNode list = NODES.arrayNode(values.size());
        values.forEach(value -> list.add(ValueWriter.json(value)));
        return list;
    }

    private static boolean ignoresCase(Test test) {
        return switch (test) {
            case Test.Is is -> is.ignoreCase();
            case Test.IsNot isNot -> isNot.ignoreCase();
            case Test.In in -> in.ignoreCase();
            case Test.NotIn notIn -> notIn.ignoreCase();
            case Test.TextMatch match -> match.ignoreCase();
            case Test.Matches matches -> matches.ignoreCase();
            case Test.Exists t -> false;
            case Test.Compare t -> false;
            case Test.Between t -> false;
            case Test.Has t -> false;
            case Test.Empty t -> false;
            case Test.Version t -> false;
            case Test.Within t -> false;
            case Test.Anniversary t -> false;
        };
    }
}
