package io.muster.engine.sql;

import io.muster.model.condition.Value;
import java.util.HexFormat;

/** The JSON text by which an operand would be stored as an element of a list. */
final class JsonText {

    private static final String SHORT_ESCAPED = "\b\t\n\f\r\"\\";
    private static final String SHORT_ESCAPES = "btnfr\"\\";

    private JsonText() {}

    static String of(Value value) {
        return switch (value) {
            case Value.Text(String text) -> quoted(text);
            case Value.Numeric(var number) -> number.toPlainString();
            case Value.Bool(boolean bool) -> Boolean.toString(bool);
            case Value.Null() -> "null";
            case Value.Moment(var instant) -> quoted(instant.toString());
            case Value.Day(var date) -> quoted(date.toString());
        };
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escape = SHORT_ESCAPED.indexOf(c);
            if (escape >= 0) {
                json.append('\\').append(SHORT_ESCAPES.charAt(escape));
            } else if (c < ' ') {
                json.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
