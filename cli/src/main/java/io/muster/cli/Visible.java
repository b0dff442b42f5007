package io.muster.cli;

/**
 * Texts as people may be shown them. What data hold could steer a terminal, or turn the order of letters round: such
 * characters are written as {@code \\u001b} is. Those that join letters stay.
 */
final class Visible {
    private Visible() {}

    /** The text with every character in sight. */
    static String text(String text) {
        if (text.chars().noneMatch(Visible::isHidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.chars().forEach(character -> {
            if (isHidden(character)) {
                visible.append(String.format("\\u%04x", character));
            } else {
                visible.append((char) character);
            }
        });
        return visible.toString();
    }

    private static boolean isHidden(int character) {
        return Character.isISOControl(character) || turnsText(character) || endsLine(character);
    }

    /** Marks, embeddings, overrides and isolates of bidirectional text. */
    private static boolean turnsText(int character) {
        return character == 0x061c
                || (character >= 0x200e && character <= 0x200f)
                || (character >= 0x202a && character <= 0x202e)
                || (character >= 0x2066 && character <= 0x2069);
    }

    private static boolean endsLine(int character) {
        return character == 0x2028 || character == 0x2029;
    }
}
