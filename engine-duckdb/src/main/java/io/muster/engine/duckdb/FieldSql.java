package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.StoredType;
import io.muster.engine.sql.StorageKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * SQL for the value of a field. One whose values are all of one type keeps it, numbers of several kinds become what
 * {@link NumberSql} finds for them, and whatever else is mixed becomes text; lists are JSON arrays. Where a file has typed columns
 * short decimals are DOUBLE; where it is text they are written with as many decimals as the column needs, which takes a third
 * of the time.
 */
final class FieldSql {

    private static final Set<StorageKind> NUMBERS = Set.of(StorageKind.LONG, StorageKind.DECIMAL, StorageKind.DOUBLE);

    private final Catalog catalog;
    private final boolean typed;
    private final NumberSql numbers;

    /**
     * SQL for one file.
     *
     * @param typed whether the file has typed columns
     * @param scales what is known of the decimals that columns need, to which more is added
     */
    FieldSql(Session session, Catalog catalog, boolean typed, Map<String, Integer> scales, Deadline deadline) {
        this.catalog = catalog;
        this.typed = typed;
        this.numbers = new NumberSql(session, scales, deadline, typed);
    }

    /**
     * The field's value in a row of its table.
     *
     * @param alias the table's in the statement
     */
    SqlColumn value(FieldKey field, String table, String alias) {
        return value(stored(field), table, alias);
    }

    /**
     * The least or greatest of the field's numbers; what is no number does not count.
     *
     * @param function {@code min} or {@code max}
     */
    SqlColumn bound(String function, FieldKey field, String table, String alias) {
        List<Map.Entry<StorageKind, String>> columns = numbers(field);
        SqlColumn value = value(columns, table, alias);
        return value.at(
                value.type() instanceof StoredType.Mixed
                        ? "arg_" + function + "(" + value.sql() + ", " + NumberSql.order(columns, alias) + ")"
                        : function + "(" + value.sql() + ")");
    }

    /** The total of the field's numbers; empty where it has none. */
    Optional<SqlColumn> total(FieldKey field, String table, String alias) {
        List<Map.Entry<StorageKind, String>> columns = numbers(field);
        return columns.isEmpty() ? Optional.empty() : Optional.of(numbers.total(columns, table, alias));
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
        if (columns.stream().allMatch(column -> NUMBERS.contains(column.getKey()))) {
            return numbers.several(columns, table, alias);
        }
        return SqlColumn.text(columns.stream()
                .map(column -> text(column.getKey(), alias + "." + column.getValue()))
                .collect(Collectors.joining(", ", "coalesce(", ")")));
    }

    private SqlColumn single(StorageKind kind, String name, String table, String alias) {
        String column = alias + "." + name;
        return switch (kind) {
            case TEXT -> SqlColumn.text(column);
            case LONG -> new SqlColumn(column, new StoredType.Whole());
            case DOUBLE -> new SqlColumn(column, new StoredType.Real());
            case BOOLEAN -> SqlColumn.bool(column);
            case DECIMAL -> numbers.decimal(column, StoredType.Decimal.SHORT, typed ? 0 : numbers.scale(table, name));
            case LIST -> new SqlColumn(text(kind, column), new StoredType.Json());
            case NULL, INSTANT, DAY -> throw new IllegalStateException(kind + " is not a value of its own");
        };
    }

    /** A value as text; a number as the shortest text that is exactly itself. */
    static String text(StorageKind kind, String column) {
        return switch (kind) {
            case TEXT -> column;
            case LONG, DOUBLE, BOOLEAN -> column + "::VARCHAR";
            case DECIMAL -> "rtrim(rtrim(" + column + "::VARCHAR, '0'), '.')";
            case LIST -> "'[' || array_to_string(" + column + ", ',') || ']'";
            case NULL, INSTANT, DAY -> throw new IllegalStateException(kind + " is not a value of its own");
        };
    }
}
