package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.StoredType;
import io.muster.engine.rows.Numbers;
import io.muster.engine.sql.StorageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * SQL for the value of a field. One whose values are all of one type keeps it, numbers of several kinds become DOUBLE
 * (exact to 15 digits), and whatever else is mixed becomes text; lists are JSON arrays. Where a file has typed columns
 * decimals are DOUBLE too; where it is text they are written with as many decimals as the column needs, which takes a third
 * of the time.
 */
final class FieldSql {

    private static final Set<StorageKind> NUMBERS = Set.of(StorageKind.LONG, StorageKind.DECIMAL, StorageKind.DOUBLE);

    private final Session session;
    private final Catalog catalog;
    private final boolean typed;
    private final Deadline deadline;
    private final Map<String, Integer> scales;

    /**
     * SQL for one file.
     *
     * @param typed whether the file has typed columns
     * @param scales what is known of the decimals that columns need, to which more is added
     */
    FieldSql(Session session, Catalog catalog, boolean typed, Map<String, Integer> scales, Deadline deadline) {
        this.session = session;
        this.catalog = catalog;
        this.typed = typed;
        this.scales = scales;
        this.deadline = deadline;
    }

    boolean isTyped() {
        return typed;
    }

    /**
     * The field's value in a row of its table.
     *
     * @param alias the table's in the statement
     */
    SqlColumn value(FieldKey field, String table, String alias) {
        return value(stored(field), table, alias);
    }

    /** As {@link #value}, but numbers only: what is not one is null. */
    SqlColumn number(FieldKey field, String table, String alias) {
        return value(numbers(field), table, alias);
    }

    /** The columns that have the field's numbers. */
    List<Map.Entry<StorageKind, String>> numbers(FieldKey field) {
        return StoredValue.columns(catalog, field).stream()
                .filter(column -> NUMBERS.contains(column.getKey()))
                .toList();
    }

    /** As {@link #value}, as JSON text; empty where the field has no values. */
    Optional<String> json(FieldKey field, String alias) {
        List<String> values = stored(field).stream()
                .map(column -> json(column.getKey(), alias + "." + column.getValue()))
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of("coalesce(" + String.join(", ", values) + ")");
    }

    /** The columns that have the field's values. */
    List<Map.Entry<StorageKind, String>> stored(FieldKey field) {
        return StoredValue.columns(catalog, field).stream()
                .filter(column -> column.getKey() != StorageKind.NULL)
                .toList();
    }

    private static String json(StorageKind kind, String column) {
        return switch (kind) {
            case TEXT, DOUBLE -> "to_json(" + column + ")::VARCHAR";
            case LONG, DECIMAL, BOOLEAN, LIST -> text(kind, column);
            case NULL, INSTANT, DAY -> throw new IllegalStateException(kind + " is not a value of its own");
        };
    }

    private SqlColumn value(List<Map.Entry<StorageKind, String>> columns, String table, String alias) {
        if (columns.isEmpty()) {
            return SqlColumn.NOTHING;
        }
        if (columns.size() == 1) {
            Map.Entry<StorageKind, String> only = columns.getFirst();
            return single(only.getKey(), only.getValue(), table, alias);
        }
        boolean numbers = columns.stream().allMatch(column -> NUMBERS.contains(column.getKey()));
        List<String> values = new ArrayList<>();
        for (Map.Entry<StorageKind, String> column : columns) {
            String value = alias + "." + column.getValue();
            values.add(numbers ? value + "::DOUBLE" : text(column.getKey(), value));
        }
        return new SqlColumn(
                "coalesce(" + String.join(", ", values) + ")", numbers ? new StoredType.Real() : new StoredType.Text());
    }

    private SqlColumn single(StorageKind kind, String name, String table, String alias) {
        String column = alias + "." + name;
        return switch (kind) {
            case TEXT -> SqlColumn.text(column);
            case LONG -> new SqlColumn(column, new StoredType.Whole());
            case DOUBLE -> new SqlColumn(column, new StoredType.Real());
            case BOOLEAN -> SqlColumn.bool(column);
            case DECIMAL -> decimal(column, 18, typed ? 0 : scale(table, name));
            case LIST -> new SqlColumn(text(kind, column), new StoredType.Json());
            case NULL, INSTANT, DAY -> throw new IllegalStateException(kind + " is not a value of its own");
        };
    }

    /** An exact number as the file has it. */
    SqlColumn decimal(String sql, int precision, int scale) {
        return typed
                ? new SqlColumn(sql + "::DOUBLE", new StoredType.Real())
                : new SqlColumn(
                        sql + "::DECIMAL(" + precision + "," + scale + ")", new StoredType.Decimal(precision, scale));
    }

    /** The decimals that all values of a DECIMAL column need. */
    int scale(String table, String column) {
        return scales.computeIfAbsent(table + " " + column, key -> {
            String fits = IntStream.range(1, Numbers.SCALE)
                    .mapToObj(scale ->
                            "WHEN bool_and(" + column + " = " + column + "::DECIMAL(18," + scale + ")) THEN " + scale)
                    .collect(Collectors.joining(" "));
            String sql = "SELECT CASE " + fits + " ELSE " + Numbers.SCALE + " END FROM " + table;
            return (int) session.number(sql, deadline);
        });
    }

    private static String text(StorageKind kind, String column) {
        return switch (kind) {
            case TEXT -> column;
            case LONG, DOUBLE, BOOLEAN -> column + "::VARCHAR";
            case DECIMAL -> "rtrim(rtrim(" + column + "::VARCHAR, '0'), '.')";
            case LIST -> "'[' || array_to_string(" + column + ", ',') || ']'";
            case NULL, INSTANT, DAY -> throw new IllegalStateException(kind + " is not a value of its own");
        };
    }
}
