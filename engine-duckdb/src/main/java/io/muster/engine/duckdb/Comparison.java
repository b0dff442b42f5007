package io.muster.engine.duckdb;

import io.muster.engine.StoredType;
import io.muster.engine.TableFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** SQL that finds what differs between two tables of the same columns. A column whose type has changed is compared as text. */
final class Comparison {

    /** Counts the kinds of what {@link #sql} found, kept as a table {@code changes}, and its keys. */
    static final String COUNTS = "SELECT count(*) FILTER (c0 = 'added'), count(*) FILTER (c0 = 'changed'),"
            + " count(*) FILTER (c0 = 'removed'), count(DISTINCT key) FROM changes";

    private final TableFile older;
    private final TableFile newer;
    private final int key;

    Comparison(TableFile older, TableFile newer, String key) {
        this.older = older;
        this.newer = newer;
        this.key = newer.columns().stream().map(TableFile.Column::name).toList().indexOf(key);
    }

    /** The columns that there are: the kind of the change, then those of the newer table. */
    List<TableFile.Column> columns() {
        List<TableFile.Column> columns = new ArrayList<>();
        columns.add(new TableFile.Column("change", new StoredType.Text()));
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
        if (before.equals(now)) {
            return now;
        }
        return isNumber(before) && isNumber(now) ? new StoredType.Real() : new StoredType.Text();
    }

    private static boolean isNumber(StoredType type) {
        return type instanceof StoredType.Whole
                || type instanceof StoredType.Decimal
                || type instanceof StoredType.Real;
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
                .mapToObj(i -> "(" + values.get(i) + ")::" + compared(type(i)) + " AS v" + i)
                .collect(Collectors.joining(", "));
        return "SELECT " + select + " FROM " + scan.from() + " t";
    }

    /** JSON is compared by its text, which is always written the same. */
    private static String compared(StoredType type) {
        return type instanceof StoredType.Json ? "VARCHAR" : SqlColumn.sqlType(type);
    }
}
