package io.muster.engine.rows;

import io.muster.engine.rows.ColumnTarget.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the types of columns from all of their values: numbers where every value is a JSON number of at most 18 digits
 * (a code such as 00123 is none), booleans where every value is true or false, else texts. Empty values say nothing.
 */
final class CsvTypes {

    private static final int DIGITS = 18;
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?");

    private final List<@Nullable ColumnType> found = new ArrayList<>();
    private final boolean[] open;
    private int openColumns;

    private CsvTypes(ColumnMapping mapping) {
        this.open = new boolean[mapping.size()];
        for (int column = 0; column < mapping.size(); column++) {
            found.add(mapping.type(column));
            open[column] = mapping.target(column).role() == Role.FIELD && found.get(column) == null;
            openColumns += open[column] ? 1 : 0;
        }
    }

    /** The type of each column; reads on only while some are not known. */
    static List<ColumnType> find(ColumnMapping mapping, CsvRecords records) {
        CsvTypes types = new CsvTypes(mapping);
        while (types.openColumns > 0 && records.next()) {
            if (records.count() == mapping.size() && !records.isTooLong() && records.brokenField() == 0) {
                types.look(records);
            }
        }
        List<ColumnType> all = new ArrayList<>();
        types.found.forEach(type -> all.add(type == null ? ColumnType.TEXT : type));
        return all;
    }

    private void look(CsvRecords records) {
        for (int column = 0; column < open.length; column++) {
            if (open[column] && !records.isEmpty(column)) {
                ColumnType type = typeOf(records.text(column));
                ColumnType before = found.get(column);
                if (type == ColumnType.TEXT || (before != null && before != type)) {
                    found.set(column, ColumnType.TEXT);
                    open[column] = false;
                    openColumns--;
                } else {
                    found.set(column, type);
                }
            }
        }
    }

    private static ColumnType typeOf(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return ColumnType.BOOLEAN;
        }
        boolean mayBe = text.length() <= DIGITS * 2 && text.charAt(0) <= '9';
        return mayBe && NUMBER.matcher(text).matches() && digits(text) <= DIGITS ? ColumnType.NUMBER : ColumnType.TEXT;
    }

    private static int digits(String number) {
        int digits = 0;
        for (int i = 0; i < number.length() && (number.charAt(i) | ' ') != 'e'; i++) {
            digits += number.charAt(i) >= '0' && number.charAt(i) <= '9' ? 1 : 0;
        }
        return digits;
    }
}
