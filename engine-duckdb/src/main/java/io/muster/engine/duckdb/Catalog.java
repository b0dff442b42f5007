package io.muster.engine.duckdb;

import io.muster.engine.FieldSummary.Scope;
import io.muster.engine.sql.ColumnCatalog;
import io.muster.engine.sql.StorageKind;
import io.muster.engine.sql.ValueColumns;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * The tables of a project's events, its fields, and the columns their values lie in. Immutable. It may know names that
 * have no value yet.
 */
final class Catalog implements ColumnCatalog {

    private final String database;
    private final Map<FieldKey, FieldColumns> fields;
    /** By scope and event. */
    private final Map<FieldKey, Integer> counts;

    /** By event (empty for profiles), in the order in which the table has them. */
    private final Map<String, List<Column>> tables;

    private final Map<String, Integer> eventCodes;

    private Catalog(
            String database,
            Map<FieldKey, FieldColumns> fields,
            Map<FieldKey, Integer> counts,
            Map<String, List<Column>> tables,
            Map<String, Integer> eventCodes) {
        this.database = database;
        this.fields = fields;
        this.counts = counts;
        this.tables = tables;
        this.eventCodes = eventCodes;
    }

    /** Of a project without rows, whose file is attached under that name. */
    static Catalog empty(String database) {
        return new Catalog(database, Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** A value column. */
    record Column(FieldKey field, int number, StorageKind kind) {
        String name() {
            return field.letter() + String.valueOf(number) + "_" + Kinds.letter(kind);
        }
    }

    private record FieldColumns(int number, Map<StorageKind, String> columns) {}

    /** With columns appended to their tables in that order. */
    Catalog withColumns(Collection<Column> added) {
        if (added.isEmpty()) {
            return this;
        }
        Map<FieldKey, FieldColumns> all = new HashMap<>(fields);
        Map<FieldKey, Integer> newCounts = new HashMap<>(counts);
        Map<String, List<Column>> newTables = new HashMap<>(tables);
        for (Column column : added) {
            FieldColumns known = all.get(column.field());
            Map<StorageKind, String> columns = new HashMap<>(known == null ? Map.of() : known.columns());
            columns.put(column.kind(), column.name());
            all.put(column.field(), new FieldColumns(column.number(), Map.copyOf(columns)));
            newTables.merge(column.field().event(), List.of(column), Catalog::joined);
            if (known == null) {
                newCounts.merge(group(column.field()), 1, Integer::sum);
            }
        }
        return new Catalog(database, all, newCounts, newTables, eventCodes);
    }

    Catalog withEvents(Map<String, Integer> added) {
        if (added.isEmpty()) {
            return this;
        }
        Map<String, Integer> all = new TreeMap<>(eventCodes);
        all.putAll(added);
        return new Catalog(database, fields, counts, tables, all);
    }

    /** The name under which the project's file is attached. */
    String database() {
        return database;
    }

    /** The kinds of columns the field has, with their names; none where it was never seen. */
    Map<StorageKind, String> columns(FieldKey field) {
        FieldColumns known = fields.get(field);
        return known == null ? Map.of() : known.columns();
    }

    /** The field's number among its like. */
    OptionalInt number(FieldKey field) {
        FieldColumns known = fields.get(field);
        return known == null ? OptionalInt.empty() : OptionalInt.of(known.number());
    }

    /** The fields of a scope (and, for properties, of that event), by name. */
    List<FieldKey> fields(Scope scope, String event) {
        return fields.keySet().stream()
                .filter(field -> field.scope() == scope && field.event().equals(event))
                .sorted(Comparator.comparing(FieldKey::name))
                .toList();
    }

    /** The value columns of an event's table, in its order. */
    List<Column> columnsOf(String event) {
        return tables.getOrDefault(event, List.of());
    }

    /** How many fields of the same scope (and event) there are. */
    int countLike(FieldKey field) {
        return counts.getOrDefault(group(field), 0);
    }

    /** Event names with the codes of their tables, by name. */
    Map<String, Integer> eventCodes() {
        return eventCodes;
    }

    /** The quoted name of a table. */
    String table(String table) {
        return Sql.name(database) + ".main." + table;
    }

    /** The quoted name of the table of events with that code. */
    String eventTable(int code) {
        return table("e" + code);
    }

    /** The quoted name of the table of an event that is known. */
    String eventTable(String event) {
        Integer code = eventCodes.get(event);
        if (code == null) {
            throw new IllegalStateException("no table for events " + event);
        }
        return eventTable(code);
    }

    @Override
    public Name profiles() {
        return DSL.name(database, "main", "profiles");
    }

    @Override
    public Optional<Name> events(String eventName) {
        return Optional.ofNullable(eventCodes.get(eventName)).map(code -> DSL.name(database, "main", "e" + code));
    }

    @Override
    public Optional<ValueColumns> attribute(String name) {
        return valueColumns(FieldKey.attribute(name));
    }

    @Override
    public Optional<ValueColumns> identity(String keyspace) {
        return valueColumns(FieldKey.identity(keyspace));
    }

    @Override
    public Optional<ValueColumns> property(String eventName, String property) {
        return valueColumns(FieldKey.property(eventName, property));
    }

    private Optional<ValueColumns> valueColumns(FieldKey field) {
        Map<StorageKind, String> columns = columns(field);
        return columns.isEmpty() ? Optional.empty() : Optional.of(new ValueColumns(columns));
    }

    private static List<Column> joined(List<Column> first, List<Column> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static FieldKey group(FieldKey field) {
        return new FieldKey(field.scope(), field.event(), "");
    }
}
