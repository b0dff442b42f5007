package io.muster.server.export.form;

import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text in a workbook's XML: characters that XML cannot have are written {@code _xHHHH_} (ECMA-376, ST_Xstring). */
final class XlsxText {

    private static final Pattern LOOKS_ESCAPED = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private XlsxText() {}

    /** Writes a text as XML has it. */
    static void append(String text, StringBuilder xml) {
        String safe = text.contains("_x") ? LOOKS_ESCAPED.matcher(text).replaceAll("_x005F_") : text;
        int done = 0;
        for (int i = 0; i < safe.length(); i++) {
            String escaped = escaped(safe.charAt(i));
            if (escaped != null) {
                xml.append(safe, done, i).append(escaped);
                done = i + 1;
            }
        }
        xml.append(safe, done, safe.length());
    }

    /** What is written for a character; null for itself. */
    private static @Nullable String escaped(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> mustEscape(c) ? "_x" + HexFormat.of().withUpperCase().toHexDigits(c) + "_" : null;
        };
    }

    /** Carriage returns too: XML readers turn them into line feeds. */
    private static boolean mustEscape(char c) {
        return (c < ' ' && c != '\t' && c != '\n') || c == '\uFFFE' || c == '\uFFFF';
    }
}
