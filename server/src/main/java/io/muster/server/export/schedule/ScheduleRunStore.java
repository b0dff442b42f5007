package io.muster.server.export.schedule;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.stereotype.Repository;

/** Which schedules asked for which exports, in the catalogue. */
@Repository
class ScheduleRunStore {

    private static final Table<Record> RUN = table(name("export_schedule_run"));
    private static final Field<String> EXPORT = field(name("export_schedule_run", "export"), String.class);
    private static final Field<String> SCHEDULE = field(name("export_schedule_run", "schedule"), String.class);
    private static final Table<Record> EXPORTS = table(name("export"));
    private static final Field<String> ID = field(name("export", "id"), String.class);
    private static final Field<String> STATE = field(name("export", "state"), String.class);
    private static final Field<String> OPTIONS = field(name("export", "options"), String.class);
    private static final Field<Long> KEPT = field(name("export", "kept_bytes"), Long.class);
    private static final Field<Long> FINISHED_AT = field(name("export", "finished_at"), Long.class);
    private static final Condition HAS_SUCCEEDED = STATE.in("succeeded", "expired");
    private static final Field<Boolean> SINCE_LAST = field(name("since_last"), Boolean.class);

    private final Catalog catalog;

    ScheduleRunStore(Catalog catalog) {
        this.catalog = catalog;
    }

    void insert(String schedule, String export) {
        catalog.change(db -> db.insertInto(RUN)
                .set(field(name("export"), String.class), export)
                .set(field(name("schedule"), String.class), schedule)
                .execute());
    }

    /** The last run that succeeded; empty where its rows are gone, for those of one before it miss what it told. */
    Optional<String> base(String schedule) {
        return catalog.read(db -> base(db, schedule));
    }

    /** Whether a run has succeeded, whatever became of its rows. */
    boolean hasSucceeded(String schedule) {
        return catalog.read(db -> exists(db, SCHEDULE.eq(schedule).and(HAS_SUCCEEDED)));
    }

    /** Whether a run is, or will be, compared with that export. */
    boolean isBase(String export) {
        return catalog.read(db -> db.select(SCHEDULE)
                .from(RUN)
                .join(table(name("export_schedule")))
                .on(field(name("export_schedule", "id"), String.class).eq(SCHEDULE))
                .where(EXPORT.eq(export), SINCE_LAST.isTrue())
                .fetchOptional(SCHEDULE)
                .filter(schedule -> base(db, schedule).equals(Optional.of(export))
                        || exists(
                                db,
                                SCHEDULE.eq(schedule)
                                        .and(STATE.in("queued", "running"))
                                        .and(OPTIONS.contains(export))))
                .isPresent());
    }

    private static Optional<String> base(DSLContext db, String schedule) {
        return db.select(EXPORT, KEPT)
                .from(RUN)
                .join(EXPORTS)
                .on(ID.eq(EXPORT))
                .where(SCHEDULE.eq(schedule), HAS_SUCCEEDED)
                .orderBy(FINISHED_AT.desc(), EXPORT.desc())
                .limit(1)
                .fetchOptional()
                .filter(last -> last.get(KEPT) != null)
                .map(last -> last.get(EXPORT));
    }

    private static boolean exists(DSLContext db, Condition condition) {
        return db.fetchExists(
                db.selectOne().from(RUN).join(EXPORTS).on(ID.eq(EXPORT)).where(condition));
    }
}
