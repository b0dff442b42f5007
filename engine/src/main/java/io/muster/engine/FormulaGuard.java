package io.muster.engine;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from taking a text for a formula: one that starts with {@code = + - @}, tab or CR gets an apostrophe
 * before it. A text that reads as a negative number is harmless and stays. So that the guard can be taken off again without
 * loss, a text that already has apostrophes before such a start gets one more.
 */
public final class FormulaGuard {

    /** A text that the guard changes, or would have changed without the apostrophes before it. RE2 and Java read it alike. */
    public static final String SUSPECT = "^'*[=+@\\t\\r-]";

    /** What looks like one of these but is a number. */
    public static final String NUMBER = "^'*-[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$";

    private static final Pattern SUSPECTS = Pattern.compile(SUSPECT);
    private static final Pattern NUMBERS = Pattern.compile("'*-[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private FormulaGuard() {}

    /** The text with an apostrophe before it if it needs one. */
    public static String guard(String text) {
        if (text.isEmpty() || text.charAt(0) > '@') {
            return text;
        }
        return isSuspect(text) ? "'" + text : text;
    }

    /** The text that was guarded; a text that never was is answered as it is. */
    public static String unguard(String text) {
        return text.startsWith("'") && isSuspect(text) ? text.substring(1) : text;
    }

    private static boolean isSuspect(String text) {
        return SUSPECTS.matcher(text).find() && !NUMBERS.matcher(text).matches();
    }
}
