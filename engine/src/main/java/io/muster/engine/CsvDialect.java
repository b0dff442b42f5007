package io.muster.engine;

import java.util.List;

/**
 * How a CSV file is written. A missing value is written as {@code nullText}, unquoted; a text that is the same is quoted,
 * so that the two can be told apart, and quotes inside of quotes are doubled.
 *
 * @param delimiter between values
 * @param quote around values that need it
 * @param nullText what stands for a missing value; mostly empty
 * @param crlf whether rows end with CR LF, else with LF
 * @param byteOrderMark whether the file begins with U+FEFF, by which Excel knows UTF-8
 * @param header whether the first row has the columns' names
 * @param guarded whether texts that a spreadsheet would take for a formula are written so that it does not, as
 *     {@link FormulaGuard} says
 */
public record CsvDialect(
        char delimiter,
        char quote,
        String nullText,
        boolean crlf,
        boolean byteOrderMark,
        boolean header,
        boolean guarded) {

    /** RFC 4180 but for LF, with a header, a missing value as nothing and no guard. */
    public static final CsvDialect PLAIN = new CsvDialect(',', '"', "", false, false, true, false);

    /** The signs that can be between values and around them: ASCII that is in no number, boolean or date. */
    public static List<Character> signs() {
        return "\t!\"#$%&'()*,/;<=>?@[\\]^_`{|}~"
                .chars()
                .mapToObj(sign -> (char) sign)
                .toList();
    }

    public CsvDialect withGuard(boolean value) {
        return new CsvDialect(delimiter, quote, nullText, crlf, byteOrderMark, header, value);
    }
}
