package io.muster.server.limit;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.stereotype.Repository;

@Repository
class UsageStore {
    private static final Table<Record> USAGE = table(name("project_usage"));
    private static final Field<String> PROJECT = field(name("project_usage", "project"), String.class);
    private static final Field<String> MONTH = field(name("project_usage", "month"), String.class);
    private static final Field<Long> EVENTS = field(name("project_usage", "events"), Long.class);

    private final Catalog catalog;

    UsageStore(Catalog catalog) {
        this.catalog = catalog;
    }

    long events(ProjectId project, String month) {
        return catalog.read(dsl -> dsl.select(EVENTS)
                .from(USAGE)
                .where(PROJECT.eq(project.value()), MONTH.eq(month))
                .fetchOptional(EVENTS)
                .orElse(0L));
    }

    void add(ProjectId project, String month, long events) {
        catalog.change(dsl -> dsl.insertInto(USAGE)
                .set(PROJECT, project.value())
                .set(MONTH, month)
                .set(EVENTS, events)
                .onConflict(PROJECT, MONTH)
                .doUpdate()
                .set(EVENTS, EVENTS.plus(events))
                .execute());
    }
}
