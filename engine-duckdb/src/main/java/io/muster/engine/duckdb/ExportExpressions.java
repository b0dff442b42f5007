package io.muster.engine.duckdb;

import io.muster.engine.ExportColumn;
import io.muster.engine.sql.StorageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * SQL for the columns of an export. A field whose values are all of one type keeps it, numbers of several kinds become
 * DOUBLE (exact to 15 digits), and whatever else is mixed becomes text; lists are JSON arrays. Where a file has typed
 * columns decimals are DOUBLE too; where it is text they are written with as many decimals as the column needs, which
 * takes a third of the time.
 */
final class ExportExpressions {

    private static final Set<StorageKind> NUMBERS = Set.of(StorageKind.LONG, StorageKind.DECIMAL, StorageKind.DOUBLE);

    private final Catalog catalog;
    private final @Nullable ToIntFunction<String> scale;

    private ExportExpressions(Catalog catalog, @Nullable ToIntFunction<String> scale) {
        this.catalog = catalog;
        this.scale = scale;
    }

    /** For a file with typed columns. */
    static ExportExpressions typed(Catalog catalog) {
        return new ExportExpressions(catalog, null);
    }

    /**
     * For a file of text.
     *
     * @param scale the decimals that all values of a DECIMAL column need
     */
    static ExportExpressions written(Catalog catalog, ToIntFunction<String> scale) {
        return new ExportExpressions(catalog, scale);
    }

    String of(ExportColumn.Source source) {
        return switch (source) {
            case ExportColumn.ExportKey() -> "p.export_key::VARCHAR";
            case ExportColumn.Id() -> "p.id";
            case ExportColumn.Attribute(String name) -> field(FieldKey.attribute(name));
            case ExportColumn.Identity(String keyspace) -> field(FieldKey.identity(keyspace));
            case ExportColumn.Tags() -> "to_json(p.tags)::VARCHAR";
            case ExportColumn.Tag(String name) -> "coalesce(list_contains(p.tags, " + Sql.text(name) + "), false)";
        };
    }

    private String field(FieldKey field) {
        List<Map.Entry<StorageKind, String>> columns = StoredValue.columns(catalog, field);
        if (columns.isEmpty()) {
            return "NULL::VARCHAR";
        }
        if (columns.size() == 1) {
            return single(columns.getFirst().getKey(), "p." + columns.getFirst().getValue());
        }
        boolean numbers = columns.stream().allMatch(column -> NUMBERS.contains(column.getKey()));
        List<String> values = new ArrayList<>();
        for (Map.Entry<StorageKind, String> column : columns) {
            String value = "p." + column.getValue();
            values.add(numbers ? value + "::DOUBLE" : text(column.getKey(), value));
        }
        return "coalesce(" + String.join(", ", values) + ")";
    }

    private String single(StorageKind kind, String column) {
        return switch (kind) {
            case TEXT, LONG, DOUBLE, BOOLEAN -> column;
            case DECIMAL ->
                column + (scale == null ? "::DOUBLE" : "::DECIMAL(18," + scale.applyAsInt(column) + ")");
            case LIST -> text(kind, column);
            case NULL, INSTANT, DAY -> throw new IllegalStateException(kind + " is not a value of its own");
        };
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
