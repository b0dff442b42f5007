package io.muster.server.export.form;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** Text in a workbook: characters that XML cannot have are written {@code _xHHHH_} (ECMA-376, ST_Xstring). */
final class XlsxText {

    private static final Pattern LOOKS_ESCAPED = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private XlsxText() {}

    static String escape(String text) {
        String safe =
                text.indexOf("_x") < 0 ? text : LOOKS_ESCAPED.matcher(text).replaceAll("_x005F_");
        for (int i = 0; i < safe.length(); i++) {
            if (mustEscape(safe.charAt(i))) {
                return escapeFrom(safe, i);
            }
        }
        return safe;
    }

    private static String escapeFrom(String text, int first) {
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (mustEscape(c)) {
                escaped.append("_x")
                        .append(HexFormat.of().withUpperCase().toHexDigits(c))
                        .append('_');
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Carriage returns too: XML readers turn them into line feeds. */
    private static boolean mustEscape(char c) {
        return (c < ' ' && c != '\t' && c != '\n') || c == '\uFFFE' || c == '\uFFFF';
    }
}
