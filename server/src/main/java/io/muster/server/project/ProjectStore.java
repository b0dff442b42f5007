package io.muster.server.project;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.table;

import io.muster.model.ProjectId;
import io.muster.server.access.Reach;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Remembered;
import io.muster.server.http.Cursor;
import io.muster.server.limit.ProjectLimits;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ProjectStore {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Table<Record> PROJECT = table(name("project"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> ORGANIZATION = field(name("organization"), String.class);
    private static final Field<String> KEY = field(name("key"), String.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<String> ZONE = field(name("zone"), String.class);
    private static final Field<String> WEEK_START = field(name("week_start"), String.class);
    private static final Field<String> EXPORT_RETENTION = field(name("export_retention"), String.class);
    private static final Field<String> LIMITS = field(name("limits"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> DELETED_AT = field(name("deleted_at"), Long.class);
    /** Named, for every request asks for a project: for columns that are not, jOOQ asks the driver each time. */
    private static final List<SelectField<?>> ALL =
            List.of(ID, ORGANIZATION, KEY, NAME, ZONE, WEEK_START, EXPORT_RETENTION, LIMITS, CREATED_AT, DELETED_AT);

    private final Catalog catalog;
    private final Remembered<Name, Project> named;

    ProjectStore(Catalog catalog) {
        this.catalog = catalog;
        this.named = new Remembered<>(catalog);
    }

    private record Name(String organization, String idOrKey) {}

    Optional<Project> find(String organization, String idOrKey) {
        return named.find(new Name(organization, idOrKey), this::load);
    }

    private Optional<Project> load(Name name) {
        return catalog.read(dsl -> dsl.select(ALL)
                .from(PROJECT)
                .where(
                        ORGANIZATION.eq(name.organization()),
                        ID.eq(name.idOrKey()).or(KEY.eq(name.idOrKey())),
                        DELETED_AT.isNull())
                .fetchOptional(ProjectStore::project));
    }

    Optional<Project> find(ProjectId id) {
        return catalog.read(dsl -> dsl.select(ALL)
                .from(PROJECT)
                .where(ID.eq(id.value()), DELETED_AT.isNull())
                .fetchOptional(ProjectStore::project));
    }

    /** Oldest first. */
    List<Project> list(String organization, Reach reach, Optional<Cursor> after, int limit) {
        Condition start = after.map(cursor -> row(CREATED_AT, ID).gt(cursor.number(0), cursor.text(1)))
                .orElse(noCondition());
        return catalog.read(dsl -> dsl.select(ALL)
                .from(PROJECT)
                .where(ORGANIZATION.eq(organization), DELETED_AT.isNull(), within(reach), start)
                .orderBy(CREATED_AT, ID)
                .limit(limit)
                .fetch(ProjectStore::project));
    }

    private static Condition within(Reach reach) {
        return reach.everyProject()
                ? noCondition()
                : ID.in(reach.projects().stream().map(ProjectId::value).toList());
    }

    List<ProjectId> all() {
        return catalog.read(dsl ->
                dsl.select(ID).from(PROJECT).where(DELETED_AT.isNull()).fetch(row -> new ProjectId(row.value1())));
    }

    List<ProjectId> beingDeleted() {
        return catalog.read(dsl ->
                dsl.select(ID).from(PROJECT).where(DELETED_AT.isNotNull()).fetch(row -> new ProjectId(row.value1())));
    }

    /** False where the key is taken. */
    boolean insert(Project project) {
        return catalog.transaction(dsl -> dsl.insertInto(PROJECT)
                        .set(ID, project.id().value())
                        .set(ORGANIZATION, project.organization())
                        .set(KEY, project.key())
                        .set(NAME, project.name())
                        .set(ZONE, project.zone().getId())
                        .set(WEEK_START, weekStart(project.weekStart()))
                        .set(EXPORT_RETENTION, project.exportRetention())
                        .set(LIMITS, JSON.writeValueAsString(project.limits()))
                        .set(CREATED_AT, project.createdAt().toEpochMilli())
                        .onConflict(ORGANIZATION, KEY)
                        .doNothing()
                        .execute())
                > 0;
    }

    void update(Project project) {
        catalog.change(dsl -> dsl.update(PROJECT)
                .set(NAME, project.name())
                .set(ZONE, project.zone().getId())
                .set(WEEK_START, weekStart(project.weekStart()))
                .set(EXPORT_RETENTION, project.exportRetention())
                .set(LIMITS, JSON.writeValueAsString(project.limits()))
                .where(ID.eq(project.id().value()))
                .execute());
    }

    void markDeleted(ProjectId id, Instant now) {
        catalog.change(dsl -> dsl.update(PROJECT)
                .set(DELETED_AT, now.toEpochMilli())
                .where(ID.eq(id.value()))
                .execute());
    }

    void delete(ProjectId id) {
        catalog.change(dsl -> dsl.deleteFrom(PROJECT).where(ID.eq(id.value())).execute());
    }

    static String weekStart(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static Project project(Record row) {
        return new Project(
                new ProjectId(row.get(ID)),
                row.get(ORGANIZATION),
                row.get(KEY),
                row.get(NAME),
                ZoneId.of(row.get(ZONE)),
                DayOfWeek.valueOf(row.get(WEEK_START).toUpperCase(Locale.ROOT)),
                row.get(EXPORT_RETENTION),
                ProjectLimits.read(JSON.readTree(row.get(LIMITS))),
                Instant.ofEpochMilli(row.get(CREATED_AT)));
    }
}
