package io.muster.model.condition.json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * An upper estimate of what an RE2 pattern compiles to, made without compiling: RE2 unrolls counted repetitions, so a
 * few nested ones are gigabytes.
 */
final class PatternSize {

    static final int MAX_LENGTH = 5_000;

    // RE2 itself refuses repetitions inside repetitions that multiply to more than this.
    private static final long MAX_REPETITION = 1_000;
    private static final long MAX_SIZE = 5_000;
    private static final int MAX_GROUPS = 200;
    private static final int LONGEST_BOUNDS = "{1000,1000}".length();

    /** A part's size and the highest product of repetitions inside one another in it. */
    private record Part(long size, long repetition) {
        private static final Part NOTHING = new Part(0, 1);

        Part then(Part next) {
            return new Part(Math.min(size + next.size, Integer.MAX_VALUE), Math.max(repetition, next.repetition));
        }

        Part times(long count) {
            return new Part(Math.min(size * count, Integer.MAX_VALUE), Math.min(repetition * count, Integer.MAX_VALUE));
        }
    }

    private final String pattern;
    private final Deque<Part> groups = new ArrayDeque<>();
    private Part before = Part.NOTHING;
    private Part last = Part.NOTHING;
    private int deepest;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    /** Why the pattern is too large, if it is. */
    static Optional<String> excess(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            return Optional.of(
                    "the pattern has " + pattern.length() + " characters; at most " + MAX_LENGTH + " are read");
        }
        PatternSize measured = new PatternSize(pattern);
        measured.scan();
        Part whole = measured.before.then(measured.last);
        if (measured.deepest > MAX_GROUPS) {
            return Optional.of("the pattern's groups are more than " + MAX_GROUPS + " deep");
        }
        return whole.repetition > MAX_REPETITION || whole.size > MAX_SIZE
                ? Optional.of("the pattern's counted repetitions multiply to too much; use smaller ones, or * and +")
                : Optional.empty();
    }

    private void scan() {
        int at = 0;
        while (at < pattern.length()) {
            at = step(at);
        }
        while (!groups.isEmpty()) {
            close();
        }
    }

    /** Takes the part that starts there; the position after it. */
    private int step(int at) {
        return switch (pattern.charAt(at)) {
            case '(' -> open(at);
            case ')' -> {
                close();
                yield at + 1;
            }
            case '{' -> repeat(at);
            case '[' -> atom(endOfClass(at));
            case '\\' -> atom(pattern.startsWith("\\Q", at) ? endOfQuote(at) : at + 2);
            case '*', '+', '?' -> at + 1;
            default -> atom(at + 1);
        };
    }

    private int open(int at) {
        groups.push(before.then(last));
        deepest = Math.max(deepest, groups.size());
        before = Part.NOTHING;
        last = Part.NOTHING;
        return at + 1;
    }

    private void close() {
        last = before.then(last).then(new Part(1, 1));
        before = groups.isEmpty() ? Part.NOTHING : groups.pop();
    }

    private int atom(int end) {
        before = before.then(last);
        last = new Part(1, 1);
        return end;
    }

    private int endOfClass(int at) {
        int end = at + 1;
        if (pattern.startsWith("^", end)) {
            end++;
        }
        for (boolean first = true; end < pattern.length() && (first || pattern.charAt(end) != ']'); first = false) {
            end += pattern.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }

    private int endOfQuote(int at) {
        int end = pattern.indexOf("\\E", at);
        return end < 0 ? pattern.length() : end + 2;
    }

    /** {@code {n}}, {@code {n,}} and {@code {n,m}}; any other brace is itself. */
    private int repeat(int at) {
        int end = pattern.indexOf('}', at, Math.min(pattern.length(), at + LONGEST_BOUNDS));
        String[] bounds =
                end < 0 ? new String[0] : pattern.substring(at + 1, end).split(",", -1);
        if (bounds.length < 1 || bounds.length > 2 || !bounds[0].matches("\\d{1,4}")) {
            return atom(at + 1);
        }
        String most = bounds[bounds.length - 1];
        if (!most.matches("\\d{0,4}")) {
            return atom(at + 1);
        }
        last = last.times(Math.max(1, Integer.parseInt(most.isEmpty() ? bounds[0] : most)));
        return end + 1;
    }
}
