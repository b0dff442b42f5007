package io.muster.server.doctor;

import java.util.regex.Pattern;

/**
 * One thing that was looked at.
 *
 * @param words what was found, and what would mend it
 */
record Finding(Level level, String what, String words) {
    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cc}\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]");

    /** How bad it is. */
    enum Level {
        GOOD("ok"),
        ADVICE("advice"),
        FAULT("FAULT");

        private final String text;

        Level(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    static Finding good(String what, String words) {
        return new Finding(Level.GOOD, what, words);
    }

    static Finding advice(String what, String words) {
        return new Finding(Level.ADVICE, what, words);
    }

    static Finding fault(String what, String words) {
        return new Finding(Level.FAULT, what, words);
    }

    /** One line, without what names that others gave could steer a terminal by. */
    @Override
    public String toString() {
        String visible = HIDDEN.matcher(words)
                .replaceAll(it -> String.format("\\\\u%04x", (int) it.group().charAt(0)));
        return "%-7s %-16s %s".formatted(level.text(), what, visible);
    }
}
