package io.muster.engine.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A row that cannot be taken: thrown where that is found, told to {@link RejectedRows} by the reader. */
final class RowRefused extends Exception {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 60;

    private final RowError code;
    private final String detail;

    RowRefused(RowError code, String detail) {
        // Without a stack trace: a file may have as many bad rows as rows.
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    static RowRefused missing(String field, String needed) {
        return new RowRefused(RowError.ROW_MISSING_FIELD, "\"" + field + "\" is missing or empty; " + needed + ".");
    }

    static RowRefused wrongType(String field, String found, String needed) {
        return new RowRefused(
                RowError.ROW_WRONG_TYPE, shown(field) + " is " + found + "; it has to be " + needed + ".");
    }

    static RowRefused tooManyFields() {
        return new RowRefused(
                RowError.ROW_TOO_LONG, "The row has more than " + RowLimits.FIELDS + " fields; send fewer.");
    }

    static RowRefused notUnicode(String field) {
        return new RowRefused(
                RowError.ROW_INVALID_UTF8,
                shown(field) + " holds half of a surrogate pair, which UTF-8 cannot store; send whole characters.");
    }

    RowError code() {
        return code;
    }

    String detail() {
        return detail;
    }

    /** A text from a row, quoted for a message, cut where it is long and without what UTF-8 cannot store. */
    static String shown(String text) {
        String value = Utf8.isStorable(text) ? text : new String(text.getBytes(UTF_8), UTF_8);
        if (value.length() <= SHOWN) {
            return JsonTexts.quote(value);
        }
        int end = Character.isHighSurrogate(value.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return JsonTexts.quote(value.substring(0, end) + "…");
    }
}
