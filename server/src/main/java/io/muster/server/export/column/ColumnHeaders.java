package io.muster.server.export.column;

import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Sees to it that the columns of a file have different names. Names that differ only by case are the same to most readers
 * of files, and to the engine that writes them.
 */
public final class ColumnHeaders {

    private ColumnHeaders() {}

    /** Gives columns that nobody named other names where they clash: the full one, or else a number behind it. */
    public static List<AskedColumn> made(List<AskedColumn> columns) {
        Set<String> taken = new HashSet<>();
        List<AskedColumn> renamed = new ArrayList<>();
        for (AskedColumn column : columns) {
            String header = column.header();
            String full = ColumnSources.text(column.source());
            for (int number = 1; !taken.add(folded(header)); number++) {
                header = number == 1 ? full : full + "_" + number;
            }
            renamed.add(column.withHeader(header));
        }
        return renamed;
    }

    /**
     * Gives back columns whose names differ.
     *
     * @throws MusterException INVALID_REQUEST, pointing at each that comes again
     */
    public static List<AskedColumn> checked(List<AskedColumn> columns) {
        Map<String, Integer> first = new HashMap<>();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Integer other = first.putIfAbsent(folded(columns.get(i).header()), i);
            if (other != null) {
                errors.add(new FieldError(
                        "/columns/" + i,
                        ErrorCode.INVALID_REQUEST,
                        "The name \"" + columns.get(i).header() + "\" is that of column " + other
                                + " too, upper and lower case aside; give one of them another with \"as\"."));
            }
        }
        if (!errors.isEmpty()) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST, errors.getFirst().detail(), errors);
        }
        return columns;
    }

    /** Whether a file that already has a column of the first name can have one of the other. */
    public static boolean clash(String header, String other) {
        return folded(header).equals(folded(other));
    }

    private static String folded(String header) {
        return header.toLowerCase(Locale.ROOT);
    }
}
