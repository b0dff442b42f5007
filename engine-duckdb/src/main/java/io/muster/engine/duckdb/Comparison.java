package io.muster.engine.duckdb;

import io.muster.engine.StoredType;
import io.muster.engine.TableFile;
import io.muster.engine.TableFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * SQL that finds what differs between two tables of the same columns. A column whose type has changed is compared as one that
 * holds all values of both exactly, or as text.
 */
final class Comparison {

    /** Counts the kinds of what {@link #sql} found, kept as a table {@code changes}, and its keys. */
    static final String COUNTS = "SELECT count(*) FILTER (c0 = 'added'), count(*) FILTER (c0 = 'changed'),"
            + " count(*) FILTER (c0 = 'removed'), count(DISTINCT key) FROM changes";

    private final TableFile older;
    private final TableFile newer;
    private final int key;
    private final List<Integer> digits;

    /** @param digits of the longest number in each column, where {@link #lengths} asks for it */
    Comparison(TableFile older, TableFile newer, String key, List<Integer> digits) {
        this.older = older;
        this.newer = newer;
        this.digits = digits;
        this.key = newer.columns().stream().map(TableFile.Column::name).toList().indexOf(key);
    }

    /** The columns that there are: the kind of the change, then those of the newer table. */
    List<TableFile.Column> columns() {
        List<TableFile.Column> columns = new ArrayList<>();
        columns.add(new TableFile.Column(TableFiles.CHANGE, new StoredType.Text()));
        for (int i = 0; i < newer.columns().size(); i++) {
            columns.add(new TableFile.Column(newer.columns().get(i).name(), type(i)));
        }
        return columns;
    }

    /** Where {@link #columns} are in the table {@code changes}. */
    List<String> kept() {
        return IntStream.rangeClosed(0, newer.columns().size())
                .mapToObj(i -> "t.c" + i)
                .toList();
    }

    private StoredType type(int column) {
        StoredType before = older.columns().get(column).type();
        StoredType now = newer.columns().get(column).type();
        return before.equals(now) ? now : NumberTypes.joined(before, now, digits.get(column));
    }

    String sql() {
        String differs = IntStream.range(0, newer.columns().size())
                .mapToObj(i -> "n.v" + i + " IS DISTINCT FROM o.v" + i)
                .collect(Collectors.joining(" OR "));
        String values = IntStream.range(0, newer.columns().size())
                .mapToObj(i ->
                        ", CASE WHEN n.v" + key + " IS NULL THEN o.v" + i + " ELSE n.v" + i + " END AS c" + (i + 1))
                .collect(Collectors.joining());
        return "SELECT CASE WHEN o.v" + key + " IS NULL THEN 'added' WHEN n.v" + key
                + " IS NULL THEN 'removed' ELSE 'changed' END AS c0" + values + ", coalesce(n.v" + key + ", o.v" + key
                + ") AS key FROM (" + side(newer) + ") n FULL JOIN (" + side(older) + ") o ON n.v" + key + " = o.v"
                + key + " WHERE " + differs + " ORDER BY key";
    }

    private String side(TableFile file) {
        TableScan scan = new TableScan(file);
        List<String> values = scan.expressions("t");
        String select = IntStream.range(0, values.size())
                .mapToObj(i -> compared(values.get(i), file.columns().get(i).type(), type(i)) + " AS v" + i)
                .collect(Collectors.joining(", "));
        return "SELECT " + select + " FROM " + scan.from() + " t";
    }

    /** JSON is compared by its text, which is always written the same. */
    private static String compared(String sql, StoredType from, StoredType type) {
        boolean text = type instanceof StoredType.Text || type instanceof StoredType.Mixed;
        if (text && !from.equals(type)) {
            return NumberSql.text(sql, from);
        }
        return "(" + sql + ")::" + (type instanceof StoredType.Json ? "VARCHAR" : SqlColumn.sqlType(type));
    }

    /**
     * SQL for the digits before the point of the longest number in each of a table's columns: where the other's is of another type,
     * and has to be known to hold it; else 0.
     */
    static String lengths(TableFile file, TableFile other) {
        TableScan scan = new TableScan(file);
        List<String> values = scan.expressions("t");
        return IntStream.range(0, values.size())
                .mapToObj(i -> hasLength(file, other, i) ? NumberSql.length(values.get(i)) : "0::BIGINT")
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + scan.from() + " t"));
    }

    /** Whether {@link #lengths} would ask for any. */
    static boolean hasLengths(TableFile file, TableFile other) {
        return IntStream.range(0, file.columns().size()).anyMatch(i -> hasLength(file, other, i));
    }

    private static boolean hasLength(TableFile file, TableFile other, int column) {
        StoredType type = file.columns().get(column).type();
        return NumberTypes.isLong(type)
                && !type.equals(other.columns().get(column).type());
    }
}
