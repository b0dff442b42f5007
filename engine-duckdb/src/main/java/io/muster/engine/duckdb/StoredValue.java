package io.muster.engine.duckdb;

import io.muster.engine.sql.StorageKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads one field's value from the columns that may hold it. */
final class StoredValue {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private StoredValue() {}

    /** A value, or JSON null; both differ from a field that is not there. */
    record Read(boolean present, @Nullable Object value) {
        private static final Read ABSENT = new Read(false, null);
    }

    /** The columns of a field to select, in the order in which {@link #read} wants them. */
    static List<Map.Entry<StorageKind, String>> columns(Catalog catalog, FieldKey field) {
        return catalog.columns(field).entrySet().stream()
                .filter(column -> column.getKey() != StorageKind.INSTANT && column.getKey() != StorageKind.DAY)
                .sorted(Map.Entry.comparingByKey())
                .toList();
    }

    /** @param first the result's column with the first of the field's */
    static Read read(ResultSet row, int first, List<Map.Entry<StorageKind, String>> columns) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            StorageKind kind = columns.get(i).getKey();
            Object value = row.getObject(first + i);
            if (value != null) {
                return new Read(
                        true,
                        switch (kind) {
                            case NULL -> null;
                            case LIST -> list(row, first + i);
                            case DECIMAL -> row.getBigDecimal(first + i).stripTrailingZeros();
                            case TEXT, LONG, DOUBLE, BOOLEAN, INSTANT, DAY -> value;
                        });
            }
        }
        return Read.ABSENT;
    }

    private static List<@Nullable Object> list(ResultSet row, int column) throws SQLException {
        List<@Nullable Object> elements = new ArrayList<>();
        for (Object element : (Object[]) row.getArray(column).getArray()) {
            elements.add(element(String.valueOf(element)));
        }
        return elements;
    }

    private static @Nullable Object element(String json) {
        try {
            return JSON.readValue(json, Object.class);
        } catch (JacksonException e) {
            return json;
        }
    }
}
