package io.muster.engine.rows;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * JSON texts in the one form in which list elements are kept and compared: no spaces, only the escapes that JSON
 * demands, numbers without exponent and trailing zeros.
 */
public final class JsonTexts {

    private static final String SHORT_ESCAPES = "btnfr";
    private static final String SHORT_ESCAPED = "\b\t\n\f\r";

    private JsonTexts() {}

    /** The text as a JSON string; only quotes, backslashes and characters below U+0020 are escaped. */
    public static String quote(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                escape(json, c);
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** The number as a JSON number; meant for magnitudes that a double has, for it writes every digit. */
    public static String number(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** An array of elements that are JSON already. */
    public static String array(List<String> elements) {
        return "[" + String.join(",", elements) + "]";
    }

    /** An object of values that are JSON already. */
    public static String object(Map<String, String> members) {
        StringJoiner json = new StringJoiner(",", "{", "}");
        members.forEach((name, value) -> json.add(quote(name) + ":" + value));
        return json.toString();
    }

    private static void escape(StringBuilder json, char c) {
        int known = SHORT_ESCAPED.indexOf(c);
        if (known >= 0) {
            json.append('\\').append(SHORT_ESCAPES.charAt(known));
        } else {
            json.append("\\u").append(HexFormat.of().toHexDigits(c));
        }
    }
}
