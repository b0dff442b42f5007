package io.muster.engine.duckdb;

import io.muster.engine.FieldSummary.Scope;
import io.muster.engine.rows.JsonTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * SQL for attributes whose names begin alike as one JSON object, its members by name. Where an attribute {@code a.b} and
 * another {@code a.b.c} are there, the object {@code a} has the members {@code b} and {@code b.c}, for some profile may have both.
 */
record NestedSql(Catalog catalog, FieldSql fields, String alias) {

    /** Null where a row has none of the attributes. */
    String object(String name) {
        String prefix = name + ".";
        List<FieldKey> below = catalog.fields(Scope.ATTRIBUTE, "").stream()
                .filter(field -> field.name().startsWith(prefix))
                .toList();
        return object(below, prefix.length()).orElse("NULL::VARCHAR");
    }

    private Optional<String> object(List<FieldKey> below, int from) {
        Map<String, List<FieldKey>> byMember = new LinkedHashMap<>();
        below.forEach(field -> byMember.computeIfAbsent(member(field, from), it -> new ArrayList<>())
                .add(field));
        List<String> members = new ArrayList<>();
        byMember.forEach((name, some) -> members.addAll(members(name, some, from)));
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of("CASE WHEN " + any(below) + " THEN '{' || concat_ws(',', " + String.join(", ", members)
                        + ") || '}' END");
    }

    /**
     * Whether a row has one of the fields. Asking the object itself whether it is empty would have it in the statement twice, and
     * what is in it four times.
     */
    private String any(List<FieldKey> some) {
        return some.stream()
                .flatMap(field -> fields.stored(field).stream())
                .map(column -> alias + "." + column.getValue() + " IS NOT NULL")
                .collect(Collectors.joining(", ", "greatest(", ")"));
    }

    private List<String> members(String name, List<FieldKey> some, int from) {
        int end = from + name.length();
        return some.stream().anyMatch(field -> field.name().length() == end)
                ? some.stream().flatMap(field -> leaf(field, from).stream()).toList()
                : object(some, end + 1).map(object -> member(name, object)).stream()
                        .toList();
    }

    private Optional<String> leaf(FieldKey field, int from) {
        return fields.json(field, alias).map(value -> member(field.name().substring(from), value));
    }

    private static String member(FieldKey field, int from) {
        int dot = field.name().indexOf('.', from);
        return field.name().substring(from, dot < 0 ? field.name().length() : dot);
    }

    private static String member(String name, String value) {
        return Sql.text(JsonTexts.quote(name) + ":") + " || " + value;
    }
}
