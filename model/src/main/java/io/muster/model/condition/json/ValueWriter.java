package io.muster.model.condition.json;

import io.muster.model.condition.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes operands: numbers in full, instants in UTC with milliseconds. */
final class ValueWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private ValueWriter() {}

    static JsonNode json(Value value) {
        return switch (value) {
            case Value.Text text -> NODES.stringNode(text.text());
            case Value.Numeric numeric -> number(numeric.number());
            case Value.Bool bool -> NODES.booleanNode(bool.bool());
            case Value.Null nothing -> NODES.nullNode();
            case Value.Moment moment -> instant(moment.instant());
            case Value.Day day -> NODES.stringNode(day.date().toString());
        };
    }

    static JsonNode instant(Instant instant) {
        return NODES.stringNode(INSTANT.format(instant));
    }

    // As an integer, so that a mapper that is not ours writes 100 and not 1E+2 too.
    private static JsonNode number(BigDecimal number) {
        return number.scale() > 0 ? NODES.numberNode(number) : NODES.numberNode(number.toBigIntegerExact());
    }
}
