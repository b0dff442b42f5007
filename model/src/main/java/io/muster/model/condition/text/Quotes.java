package io.muster.model.condition.text;

import static io.muster.model.ErrorCode.INVALID_DEFINITION;

import io.muster.model.TextPlace;
import org.antlr.v4.runtime.Token;

/**
 * Texts between quotes. Inside them stand {@code \\}, {@code \'}, {@code \"}, {@code \n}, {@code \r}, {@code \t} and {@code
 * \}{@code u00e9} for what is hard to write; the quote itself may also be doubled.
 */
final class Quotes {

    private Quotes() {}

    /** The text that the token stands for; escapes that there are not are told. */
    static String content(Token token, TextProblems problems) {
        String quoted = token.getText();
        char quote = quoted.charAt(0);
        StringBuilder content = new StringBuilder(quoted.length());
        int at = 1;
        while (at < quoted.length() - 1) {
            char next = quoted.charAt(at);
            if (next == '\\') {
                at += unescape(quoted, at, content, token, problems);
            } else {
                content.append(next);
                at += next == quote ? 2 : 1;
            }
        }
        return content.toString();
    }

    /** Appends what the escape stands for; its length. */
    private static int unescape(String quoted, int at, StringBuilder content, Token token, TextProblems problems) {
        char escaped = quoted.charAt(at + 1);
        switch (escaped) {
            case '\\', '\'', '"' -> content.append(escaped);
            case 'n' -> content.append('\n');
            case 'r' -> content.append('\r');
            case 't' -> content.append('\t');
            case 'u' -> {
                return unicode(quoted, at, content, token, problems);
            }
            default -> {
                refuse(quoted, at, token, problems);
                content.append('\\');
                return 1;
            }
        }
        return 2;
    }

    private static int unicode(String quoted, int at, StringBuilder content, Token token, TextProblems problems) {
        int end = Math.min(at + 6, quoted.length() - 1);
        String digits = quoted.substring(at + 2, end);
        if (digits.matches("[0-9a-fA-F]{4}")) {
            content.append((char) Integer.parseInt(digits, 16));
            return 6;
        }
        refuse(quoted, at, token, problems);
        return 2;
    }

    private static void refuse(String quoted, int at, Token token, TextProblems problems) {
        int column = token.getCharPositionInLine() + 1 + quoted.codePointCount(0, at);
        int end = quoted.offsetByCodePoints(at + 1, 1);
        String detail = "found " + Found.shorten(quoted.substring(at, end)) + "; write \\\\ for a backslash, or one of"
                + " \\' \\\" \\n \\r \\t and \\u with four hexadecimal digits";
        problems.add(new TextPlace(token.getLine(), column), INVALID_DEFINITION, detail);
    }

    /**
     * The text between single quotes, or between double ones where it has single quotes and no double ones.
     */
    static String value(String text) {
        return quote(text, text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'');
    }

    /** The name between double quotes. */
    static String name(String name) {
        return quote(name, '"');
    }

    private static String quote(String text, char quote) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
        text.codePoints().forEach(point -> append(quoted, point, quote));
        return quoted.append(quote).toString();
    }

    private static void append(StringBuilder quoted, int point, char quote) {
        switch (point) {
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (point == quote) {
                    quoted.append('\\');
                }
                appendVisible(quoted, point);
            }
        }
    }

    /** What cannot be seen, or turns the text around it, is written by its number. */
    private static void appendVisible(StringBuilder quoted, int point) {
        if (point == ' ' || isVisible(point)) {
            quoted.appendCodePoint(point);
            return;
        }
        for (char unit : Character.toChars(point)) {
            quoted.append(String.format("\\u%04x", (int) unit));
        }
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
