package io.muster.model.condition.json;

import io.muster.model.condition.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes operands: whole numbers in full, instants in UTC with milliseconds. */
final class ValueWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_ZEROS = 20;
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

    static JsonNode number(double number) {
        return json(new Value.Numeric(BigDecimal.valueOf(number)));
    }

    // As an integer where that is short, so that every mapper writes 100 and none 1E+2.
    private static JsonNode number(BigDecimal number) {
        boolean whole = number.scale() <= 0 && number.scale() > -MOST_ZEROS;
        return whole ? NODES.numberNode(number.toBigIntegerExact()) : NODES.numberNode(number);
    }
}
