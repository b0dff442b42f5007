package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.StoredType;
import io.muster.engine.rows.Numbers;
import io.muster.engine.sql.StorageKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * SQL for numbers of several kinds in one column, of a type that loses none of them: decimals where there are no doubles; DOUBLE
 * where no number has more than 15 digits but those that are doubles; else each as it is. What that takes is found by a pass over
 * the columns.
 */
final class NumberSql {

    /** Digits of the longest DECIMAL, which a total may have. */
    static final int LONGEST = 38;

    /** Digits of the longest BIGINT. */
    static final int WHOLE_DIGITS = 19;

    private final Session session;
    private final Map<String, Integer> known;
    private final Deadline deadline;
    private final boolean typed;

    /**
     * SQL for one file.
     *
     * @param known decimals and digits that columns need, to which more is added
     */
    NumberSql(Session session, Map<String, Integer> known, Deadline deadline, boolean typed) {
        this.session = session;
        this.known = known;
        this.deadline = deadline;
        this.typed = typed;
    }

    /** The number that one of these columns has. */
    SqlColumn several(List<Map.Entry<StorageKind, String>> columns, String table, String alias) {
        int digits = name(columns, StorageKind.LONG)
                .map(whole -> digits(table, whole))
                .orElse(0);
        if (!hasDoubles(columns)) {
            return exact(each(columns, alias, "DECIMAL(23,4)"), digits, WHOLE_DIGITS, columns, table);
        }
        if (digits <= StoredType.Decimal.DOUBLE_DIGITS) {
            return new SqlColumn(each(columns, alias, "DOUBLE"), new StoredType.Real());
        }
        String sql = columns.stream()
                .map(column -> FieldSql.text(column.getKey(), alias + "." + column.getValue()))
                .collect(Collectors.joining(", ", "coalesce(", ")"));
        return new SqlColumn(sql, new StoredType.Mixed());
    }

    /** What such numbers are ordered by: only whole ones have neighbours that are the same double. */
    static String order(List<Map.Entry<StorageKind, String>> columns, String alias) {
        String whole = name(columns, StorageKind.LONG)
                .map(column -> alias + "." + column + "::HUGEINT, ")
                .orElse("");
        return "ROW(" + each(columns, alias, "DOUBLE") + ", coalesce(" + whole + "9223372036854775808))";
    }

    /** The total of columns without doubles, exactly; of others as DOUBLE. */
    SqlColumn total(List<Map.Entry<StorageKind, String>> columns, String table, String alias) {
        if (hasDoubles(columns)) {
            return new SqlColumn("fsum(" + each(columns, alias, "DOUBLE") + ")", new StoredType.Real());
        }
        return exact(
                "sum(" + each(columns, alias, "DECIMAL(38,4)") + ")",
                totalDigits(columns, table),
                LONGEST,
                columns,
                table);
    }

    /** An exact number as the file has it. */
    SqlColumn decimal(String sql, int precision, int scale) {
        StoredType.Decimal type = new StoredType.Decimal(precision, scale);
        return typed && type.isShort()
                ? new SqlColumn(sql + "::DOUBLE", new StoredType.Real())
                : new SqlColumn(sql + "::" + SqlColumn.sqlType(type), type);
    }

    private SqlColumn exact(
            String sql, int digits, int most, List<Map.Entry<StorageKind, String>> columns, String table) {
        if (typed && digits + Numbers.SCALE <= StoredType.Decimal.DOUBLE_DIGITS) {
            return decimal(sql, StoredType.Decimal.SHORT, 0);
        }
        int scale = name(columns, StorageKind.DECIMAL)
                .map(column -> scale(table, column))
                .orElse(0);
        boolean isShort = digits + scale <= StoredType.Decimal.DOUBLE_DIGITS;
        return decimal(sql, isShort ? StoredType.Decimal.SHORT : Math.min(LONGEST, most + scale), scale);
    }

    /** The decimals that all values of a DECIMAL column need. */
    int scale(String table, String column) {
        return known.computeIfAbsent(table + " " + column, key -> {
            String fits = IntStream.range(1, Numbers.SCALE)
                    .mapToObj(scale ->
                            "WHEN bool_and(" + column + " = " + column + "::DECIMAL(18," + scale + ")) THEN " + scale)
                    .collect(Collectors.joining(" "));
            return number("SELECT CASE " + fits + " ELSE " + Numbers.SCALE + " END FROM " + table);
        });
    }

    /** The digits of the longest number in a column of whole ones. */
    private int digits(String table, String column) {
        return known.computeIfAbsent(
                table + " " + column, key -> number("SELECT " + length(column) + " FROM " + table));
    }

    /** The digits before the point of the longest of these numbers; 0 for none. */
    static String length(String sql) {
        return "coalesce(length(greatest(max(" + sql + ")::HUGEINT, -(min(" + sql + ")::HUGEINT))::VARCHAR), 0)";
    }

    /** The digits before the point of all the numbers together, which no sum of some has more of. */
    private int totalDigits(List<Map.Entry<StorageKind, String>> columns, String table) {
        String number = each(columns, "t", "DECIMAL(38,4)");
        return known.computeIfAbsent(
                table + " sum " + number,
                key -> number("SELECT length(sum(abs(" + number + "))::HUGEINT::VARCHAR) FROM " + table + " t"));
    }

    private int number(String sql) {
        return (int) session.number(sql, deadline);
    }

    static boolean hasDoubles(List<Map.Entry<StorageKind, String>> columns) {
        return name(columns, StorageKind.DOUBLE).isPresent();
    }

    /** The one of these columns that has a number, as that type. */
    static String each(List<Map.Entry<StorageKind, String>> columns, String alias, String type) {
        return columns.stream()
                .map(column -> alias + "." + column.getValue() + "::" + type)
                .collect(Collectors.joining(", ", "coalesce(", ")"));
    }

    private static Optional<String> name(List<Map.Entry<StorageKind, String>> columns, StorageKind kind) {
        return columns.stream()
                .filter(column -> column.getKey() == kind)
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** A decimal with decimals, as text without the zeros at its end. */
    static String shortened(String decimal) {
        return "rtrim(rtrim(" + decimal + "::VARCHAR, '0'), '.')";
    }

    /** A number of that type as {@link FieldSql#text} writes it where it is stored, whatever type it was put into. */
    static String text(String sql, StoredType type) {
        return switch (type) {
            case StoredType.Decimal(int precision, int scale) when scale > 0 -> shortened("(" + sql + ")");
            case StoredType.Real() ->
                "CASE WHEN " + sql + " = trunc(" + sql + ") AND try_cast(" + sql + " AS BIGINT) = " + sql
                        + " THEN try_cast(" + sql + " AS BIGINT)::VARCHAR WHEN abs(" + sql + ") < "
                        + Numbers.DECIMAL_LIMIT + " AND try_cast(" + sql + " AS DECIMAL(18,4))::DOUBLE = " + sql
                        + " THEN " + shortened("try_cast(" + sql + " AS DECIMAL(18,4))") + " ELSE " + sql
                        + "::VARCHAR END";
            case StoredType.Timestamp() -> SqlColumn.instantText(sql);
            case StoredType.Text _,
                    StoredType.Json _,
                    StoredType.Whole _,
                    StoredType.Decimal _,
                    StoredType.Mixed _,
                    StoredType.Bool _ -> "(" + sql + ")::VARCHAR";
        };
    }
}
