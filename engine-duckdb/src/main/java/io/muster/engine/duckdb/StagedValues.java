package io.muster.engine.duckdb;

import io.muster.engine.sql.StorageKind;
import java.util.Map;
import java.util.stream.Collectors;

/** SQL that takes staged values to the project's columns. The staging table is called {@code s}. */
final class StagedValues {

    private final Catalog catalog;

    StagedValues(Catalog catalog) {
        this.catalog = catalog;
    }

    /** What to store in the field's column of that kind. */
    String value(StagedFields.StagedField field, StorageKind kind) {
        boolean decimals = catalog.columns(field.key()).containsKey(StorageKind.DECIMAL);
        String staged = "s." + field.column(kind);
        boolean has = field.kinds().contains(kind);
        if (kind == StorageKind.LIST && has) {
            return "CASE WHEN " + staged + " = '' THEN []::VARCHAR[] ELSE string_split(" + staged + ", chr(1)) END";
        }
        if (kind == StorageKind.LONG && has && decimals) {
            return "CASE WHEN " + isLarge(staged) + " THEN " + staged + " END";
        }
        if (kind == StorageKind.DECIMAL && has) {
            staged = "(" + staged + "::DECIMAL(18,0) * 0.0001::DECIMAL(4,4))::DECIMAL(18,4)";
        }
        if (kind == StorageKind.DECIMAL && field.kinds().contains(StorageKind.LONG)) {
            String number = "s." + field.column(StorageKind.LONG);
            String exact = "CASE WHEN NOT " + isLarge(number) + " THEN try_cast(" + number + " AS DECIMAL(18,4)) END";
            return has ? "coalesce(" + staged + ", " + exact + ")" : exact;
        }
        return has ? staged : "NULL";
    }

    /** Whether the row says anything about the field. */
    String isSet(StagedFields.StagedField field) {
        return field.kinds().stream()
                .filter(kind -> kind != StorageKind.INSTANT && kind != StorageKind.DAY)
                .map(kind -> "s." + field.column(kind) + " IS NOT NULL")
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** The project's columns that staged rows have values for, with those values. */
    Map<String, String> inserted(StagedFields fields) {
        Map<String, String> values = new java.util.LinkedHashMap<>();
        for (StagedFields.StagedField field : fields.all()) {
            catalog.columns(field.key()).forEach((kind, column) -> {
                String value = value(field, kind);
                if (!value.equals("NULL")) {
                    values.put(column, value);
                }
            });
        }
        return values;
    }

    /** The columns of all staged fields, with what they become; the project's table is called {@code p}. */
    Map<String, String> updated(StagedFields fields) {
        Map<String, String> values = new java.util.LinkedHashMap<>();
        for (StagedFields.StagedField field : fields.all()) {
            catalog.columns(field.key())
                    .forEach((kind, column) -> values.put(
                            column,
                            "CASE WHEN " + isSet(field) + " THEN " + value(field, kind) + " ELSE p." + column
                                    + " END"));
        }
        return values;
    }

    private static String isLarge(String column) {
        return "(" + column + " >= " + Cells.LARGE + " OR " + column + " <= -" + Cells.LARGE + ")";
    }
}
