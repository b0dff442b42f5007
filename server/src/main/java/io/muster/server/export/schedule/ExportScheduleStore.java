package io.muster.server.export.schedule;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.model.ErrorCode;
import io.muster.server.catalog.Catalog;
import io.muster.server.export.schedule.ExportSchedule.Failure;
import io.muster.server.export.schedule.ExportSchedule.Plan;
import io.muster.server.segment.Refresh;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Schedules in the catalogue. */
@Repository
class ExportScheduleStore {

    private static final Table<Record> SCHEDULE = table(name("export_schedule"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> PROJECT = field(name("project"), String.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<String> REQUEST = field(name("request"), String.class);
    private static final Field<String> TIMING = field(name("timing"), String.class);
    private static final Field<String> ZONE = field(name("zone"), String.class);
    private static final Field<Boolean> SINCE_LAST = field(name("since_last"), Boolean.class);
    private static final Field<Boolean> ENABLED = field(name("enabled"), Boolean.class);
    private static final Field<Long> NEXT_RUN = field(name("next_run"), Long.class);
    private static final Field<Long> LAST_RUN = field(name("last_run"), Long.class);
    private static final Field<String> LAST_EXPORT = field(name("last_export"), String.class);
    private static final Field<String> FULL_BECAUSE = field(name("full_because"), String.class);
    private static final Field<String> ERROR_CODE = field(name("error_code"), String.class);
    private static final Field<String> ERROR_DETAIL = field(name("error_detail"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> UPDATED_AT = field(name("updated_at"), Long.class);

    private final Catalog catalog;
    private final JsonMapper json;

    ExportScheduleStore(Catalog catalog, JsonMapper json) {
        this.catalog = catalog;
        this.json = json;
    }

    Optional<ExportSchedule> find(String project, String id) {
        return catalog.read(db ->
                db.select().from(SCHEDULE).where(PROJECT.eq(project), ID.eq(id)).fetchOptional(this::schedule));
    }

    /** Oldest first, ids above {@code after}. */
    List<ExportSchedule> list(String project, String after, int limit) {
        return catalog.read(db -> db.select()
                .from(SCHEDULE)
                .where(PROJECT.eq(project), ID.gt(after))
                .orderBy(ID)
                .limit(limit)
                .fetch(this::schedule));
    }

    List<ExportSchedule> due(Instant now, int limit) {
        return catalog.read(db -> db.select()
                .from(SCHEDULE)
                .where(NEXT_RUN.le(now.toEpochMilli()))
                .orderBy(NEXT_RUN)
                .limit(limit)
                .fetch(this::schedule));
    }

    void insert(ExportSchedule schedule) {
        Map<Field<?>, @Nullable Object> values = values(schedule.plan(), schedule.nextRun(), schedule.updatedAt());
        values.put(ID, schedule.id());
        values.put(PROJECT, schedule.project());
        values.put(CREATED_AT, schedule.createdAt().toEpochMilli());
        catalog.change(db -> db.insertInto(SCHEDULE).set(values).execute());
    }

    void update(String id, Plan plan, @Nullable Instant nextRun, Instant now) {
        catalog.change(db -> db.update(SCHEDULE)
                .set(values(plan, nextRun, now))
                .where(ID.eq(id))
                .execute());
    }

    private Map<Field<?>, @Nullable Object> values(Plan plan, @Nullable Instant nextRun, Instant now) {
        Map<Field<?>, @Nullable Object> values = new LinkedHashMap<>();
        values.put(NAME, plan.name());
        values.put(REQUEST, json.writeValueAsString(plan.export()));
        values.put(TIMING, plan.timing().text());
        values.put(ZONE, plan.zone() == null ? null : plan.zone().getId());
        values.put(SINCE_LAST, plan.sinceLast());
        values.put(ENABLED, plan.enabled());
        values.put(NEXT_RUN, nextRun == null ? null : nextRun.toEpochMilli());
        values.put(UPDATED_AT, now.toEpochMilli());
        return values;
    }

    boolean delete(String id) {
        return catalog.transaction(
                        db -> db.deleteFrom(SCHEDULE).where(ID.eq(id)).execute())
                > 0;
    }

    /**
     * Says that a run has been. False where the schedule has changed or run meanwhile: then it has not.
     *
     * @param export null where none could be asked for
     * @param fullBecause why it has all rows although it was to have what changed; null where it does not
     */
    boolean ran(
            ExportSchedule schedule,
            @Nullable Instant next,
            @Nullable String export,
            @Nullable String fullBecause,
            @Nullable Failure error,
            Instant now) {
        Map<Field<?>, @Nullable Object> values = new LinkedHashMap<>();
        values.put(NEXT_RUN, next == null ? null : next.toEpochMilli());
        values.put(LAST_RUN, now.toEpochMilli());
        values.put(FULL_BECAUSE, fullBecause);
        values.put(ERROR_CODE, error == null ? null : error.code().code());
        values.put(ERROR_DETAIL, error == null ? null : error.detail());
        if (export != null) {
            values.put(LAST_EXPORT, export);
        }
        Instant expected = schedule.nextRun();
        return expected != null
                && catalog.transaction(db -> db.update(SCHEDULE)
                                .set(values)
                                .where(ID.eq(schedule.id()), NEXT_RUN.eq(expected.toEpochMilli()))
                                .execute())
                        > 0;
    }

    private ExportSchedule schedule(Record row) {
        String zone = row.get(ZONE);
        String code = row.get(ERROR_CODE);
        return new ExportSchedule(
                row.get(ID),
                row.get(PROJECT),
                new Plan(
                        row.get(NAME),
                        (ObjectNode) json.readTree(row.get(REQUEST)),
                        Refresh.parse(row.get(TIMING)),
                        zone == null ? null : ZoneId.of(zone),
                        row.get(SINCE_LAST),
                        row.get(ENABLED)),
                instant(row.get(NEXT_RUN)),
                instant(row.get(LAST_RUN)),
                row.get(LAST_EXPORT),
                row.get(FULL_BECAUSE),
                code == null
                        ? null
                        : new Failure(ErrorCode.valueOf(code.toUpperCase(Locale.ROOT)), row.get(ERROR_DETAIL)),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                Instant.ofEpochMilli(row.get(UPDATED_AT)));
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
