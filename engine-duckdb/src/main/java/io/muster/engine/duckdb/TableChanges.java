package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the tables and columns that new names need. */
final class TableChanges {

    private final Session session;
    private final Catalog catalog;
    private final Deadline deadline;

    /** @param catalog the one that has them */
    TableChanges(Session session, Catalog catalog, Deadline deadline) {
        this.session = session;
        this.catalog = catalog;
        this.deadline = deadline;
    }

    void apply(NewColumns added) {
        Map<String, List<Catalog.Column>> byTable = added.columns().stream()
                .collect(Collectors.groupingBy(column -> column.field().event()));
        added.events().forEach((event, code) -> create(event, code, byTable.getOrDefault(event, List.of())));
        byTable.forEach((event, columns) -> {
            if (!added.events().containsKey(event)) {
                alter(event.isEmpty() ? catalog.table("profiles") : catalog.eventTable(event), columns);
            }
        });
        record(added.columns());
    }

    private void create(String event, int code, List<Catalog.Column> columns) {
        List<String> all = new ArrayList<>(List.of("profile INTEGER", "time BIGINT", "id VARCHAR", "seq BIGINT"));
        columns.forEach(column -> all.add(column.name() + " " + Kinds.sqlType(column.kind())));
        session.update("CREATE TABLE " + catalog.eventTable(code) + " (" + String.join(", ", all) + ")", deadline);
        session.execute(
                "INSERT INTO " + catalog.table("events") + " VALUES (" + Sql.text(event) + ", " + code + ", 0)");
    }

    private void alter(String table, List<Catalog.Column> columns) {
        columns.forEach(column -> session.update(
                "ALTER TABLE " + table + " ADD COLUMN " + column.name() + " " + Kinds.sqlType(column.kind()),
                deadline));
    }

    /** In the order in which each table has them. */
    private void record(List<Catalog.Column> columns) {
        if (columns.isEmpty()) {
            return;
        }
        String table = catalog.table("columns");
        long first = session.number("SELECT count(*) FROM " + table, deadline);
        List<String> rows = new ArrayList<>();
        for (Catalog.Column column : columns) {
            FieldKey field = column.field();
            rows.add("(" + (first + rows.size()) + ", '" + field.scope() + "', " + Sql.text(field.event()) + ", "
                    + Sql.text(field.name()) + ", " + column.number() + ", '" + Kinds.letter(column.kind()) + "')");
        }
        session.execute("INSERT INTO " + table + " VALUES " + String.join(", ", rows));
    }
}
