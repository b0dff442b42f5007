package io.muster.server.doctor;

/**
 * One thing that was looked at.
 *
 * @param words what was found, and what would mend it
 */
record Finding(Level level, String what, String words) {

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

    @Override
    public String toString() {
        return "%-7s %-16s %s".formatted(level.text(), what, words);
    }
}
