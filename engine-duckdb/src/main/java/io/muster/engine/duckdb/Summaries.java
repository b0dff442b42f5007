package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.FieldSummary;
import io.muster.engine.FieldType;
import io.muster.engine.sql.StorageKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts what a table's fields hold, and finds examples. */
final class Summaries {

    private static final int EXAMPLES = 3;
    private static final int SAMPLE = 1_000;

    private final Session session;
    private final Catalog catalog;
    private final Deadline deadline;

    Summaries(Session session, Catalog catalog, Deadline deadline) {
        this.session = session;
        this.catalog = catalog;
        this.deadline = deadline;
    }

    /** The fields that have a value, in the order given. */
    List<FieldSummary> of(String table, List<FieldKey> fields) {
        Map<FieldKey, Map<FieldType, Long>> types = types(table, fields);
        List<FieldSummary> summaries = new ArrayList<>();
        for (FieldKey field : fields) {
            Map<FieldType, Long> counts = types.getOrDefault(field, Map.of());
            if (!counts.isEmpty()) {
                summaries.add(new FieldSummary(field.name(), field.scope(), counts, examples(table, field)));
            }
        }
        return summaries;
    }

    /** How many values of each type the field has; empty where it has none. */
    Map<FieldType, Long> types(String table, FieldKey field) {
        return types(table, List.of(field)).getOrDefault(field, Map.of());
    }

    private Map<FieldKey, Map<FieldType, Long>> types(String table, List<FieldKey> fields) {
        List<Map.Entry<FieldKey, StorageKind>> columns = new ArrayList<>();
        fields.forEach(field ->
                catalog.columns(field).keySet().stream().sorted().forEach(kind -> columns.add(Map.entry(field, kind))));
        if (columns.isEmpty()) {
            return Map.of();
        }
        String counts = columns.stream()
                .map(column -> "count(" + catalog.columns(column.getKey()).get(column.getValue()) + ")")
                .collect(Collectors.joining(", "));
        return session.query("SELECT " + counts + " FROM " + table, List.of(), deadline, result -> {
            result.next();
            Map<FieldKey, Map<StorageKind, Long>> byField = new java.util.HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                byField.computeIfAbsent(columns.get(i).getKey(), field -> new EnumMap<>(StorageKind.class))
                        .put(columns.get(i).getValue(), result.getLong(i + 1));
            }
            return byField.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> types(entry.getValue())));
        });
    }

    private static Map<FieldType, Long> types(Map<StorageKind, Long> columns) {
        Map<FieldType, Long> types = new EnumMap<>(FieldType.class);
        columns.forEach((kind, count) -> types.merge(Kinds.type(kind), count, Long::sum));
        types.computeIfPresent(FieldType.TEXT, (type, count) -> count - types.getOrDefault(FieldType.DATE, 0L));
        types.values().removeIf(count -> count == 0);
        return types;
    }

    /** From the first rows that have one, so not the most frequent. */
    private List<Object> examples(String table, FieldKey field) {
        var columns = StoredValue.columns(catalog, field);
        String names = columns.stream().map(Map.Entry::getValue).collect(Collectors.joining(", "));
        String present = columns.stream()
                .map(column -> column.getValue() + " IS NOT NULL")
                .collect(Collectors.joining(" OR "));
        String sql = "SELECT " + names + " FROM " + table + " WHERE " + present + " LIMIT " + SAMPLE;
        return session.query(sql, List.of(), deadline, result -> {
            Set<Object> examples = new LinkedHashSet<>();
            while (result.next() && examples.size() < EXAMPLES) {
                @Nullable Object value = StoredValue.read(result, 1, columns).value();
                if (value != null) {
                    examples.add(value);
                }
            }
            return List.copyOf(examples);
        });
    }
}
