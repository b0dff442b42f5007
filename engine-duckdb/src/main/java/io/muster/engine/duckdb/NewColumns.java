package io.muster.engine.duckdb;

import io.muster.engine.FieldSummary.Scope;
import io.muster.engine.sql.StorageKind;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the event tables and value columns that staged rows need and that the project does not have. */
final class NewColumns {

    private static final int MAX_EVENT_NAMES = 5_000;
    private static final int MAX_PROPERTIES = 2_000;
    private static final int MAX_ATTRIBUTES = 5_000;

    private final Catalog catalog;
    private final Map<String, Integer> events = new LinkedHashMap<>();
    private final List<Catalog.Column> columns = new ArrayList<>();
    private final Map<FieldKey, Integer> added = new HashMap<>();

    /**
     * @throws MusterException TOO_MANY_COLUMNS where there would be more names than a project may have
     */
    NewColumns(Catalog catalog, List<StagedTable> tables) {
        this.catalog = catalog;
        for (StagedTable table : tables) {
            if (!table.event().isEmpty() && !catalog.eventCodes().containsKey(table.event())) {
                events.put(table.event(), nextEvent(table.event()));
            }
            table.fields().all().forEach(this::add);
        }
    }

    /** Names of new events with codes for their tables. */
    Map<String, Integer> events() {
        return events;
    }

    List<Catalog.Column> columns() {
        return columns;
    }

    boolean isEmpty() {
        return events.isEmpty() && columns.isEmpty();
    }

    private void add(StagedFields.StagedField field) {
        Set<StorageKind> needed = needed(field);
        needed.removeAll(catalog.columns(field.key()).keySet());
        if (needed.isEmpty()) {
            return;
        }
        int number = catalog.number(field.key()).orElseGet(() -> nextNumber(field.key()));
        needed.forEach(kind -> columns.add(new Catalog.Column(field.key(), number, kind)));
    }

    private Set<StorageKind> needed(StagedFields.StagedField field) {
        Set<StorageKind> needed = EnumSet.noneOf(StorageKind.class);
        needed.addAll(field.kinds());
        if (field.key().scope() != Scope.PROPERTY) {
            needed.remove(StorageKind.NULL);
        }
        boolean decimal = needed.contains(StorageKind.DECIMAL)
                || catalog.columns(field.key()).containsKey(StorageKind.DECIMAL);
        if (decimal && !field.large()) {
            needed.remove(StorageKind.LONG);
        }
        return needed;
    }

    private int nextEvent(String name) {
        int code = catalog.eventCodes().size() + events.size();
        if (code >= MAX_EVENT_NAMES) {
            throw tooMany(MAX_EVENT_NAMES + " event names", name);
        }
        return code;
    }

    private int nextNumber(FieldKey field) {
        FieldKey group = new FieldKey(field.scope(), field.event(), "");
        int number = catalog.countLike(field) + added.merge(group, 1, Integer::sum) - 1;
        int limit = field.scope() == Scope.PROPERTY ? MAX_PROPERTIES : MAX_ATTRIBUTES;
        if (number >= limit) {
            throw switch (field.scope()) {
                case ATTRIBUTE -> tooMany(limit + " attributes", field.name());
                case IDENTITY -> tooMany(limit + " keyspaces of identities", field.name());
                case PROPERTY -> tooMany(limit + " properties of events '" + field.event() + "'", field.name());
            };
        }
        return number;
    }

    private static MusterException tooMany(String limit, String name) {
        return new MusterException(
                ErrorCode.TOO_MANY_COLUMNS,
                "A project may have " + limit + "; '" + name + "' would be one more. Put what differs from row to row"
                        + " into values, not into names.");
    }
}
