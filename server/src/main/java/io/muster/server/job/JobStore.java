package io.muster.server.job;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.http.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JobStore {
    private static final Table<Record> JOB = table(name("job"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> PROJECT = field(name("project"), String.class);
    private static final Field<String> TYPE = field(name("type"), String.class);
    private static final Field<String> SUBJECT_TYPE = field(name("subject_type"), String.class);
    private static final Field<String> SUBJECT = field(name("subject"), String.class);
    private static final Field<String> DATA = field(name("data"), String.class);
    private static final Field<String> STATE = field(name("state"), String.class);
    private static final Field<Integer> ATTEMPTS = field(name("attempts"), Integer.class);
    private static final Field<Long> DONE = field(name("done"), Long.class);
    private static final Field<Long> TOTAL = field(name("total"), Long.class);
    private static final Field<String> UNIT = field(name("unit"), String.class);
    private static final Field<Boolean> ASKED = field(name("asked"), Boolean.class);
    private static final Field<String> ERROR_CODE = field(name("error_code"), String.class);
    private static final Field<String> ERROR_DETAIL = field(name("error_detail"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> STARTED_AT = field(name("started_at"), Long.class);
    private static final Field<Long> FINISHED_AT = field(name("finished_at"), Long.class);
    /** How many jobs back it counts that there are other projects. */
    private static final int RECENT = 1000;

    private static final String QUEUED = JobState.QUEUED.text();
    private static final String RUNNING = JobState.RUNNING.text();

    private final Catalog catalog;
    private final JsonMapper json;

    JobStore(Catalog catalog, JsonMapper json) {
        this.catalog = catalog;
        this.json = json;
    }

    void insert(String id, NewJob job, boolean asked, Instant now) {
        catalog.change(dsl -> dsl.insertInto(JOB)
                .set(ID, id)
                .set(PROJECT, job.project().value())
                .set(TYPE, job.type())
                .set(SUBJECT_TYPE, job.subjectType())
                .set(SUBJECT, job.subject())
                .set(DATA, json.writeValueAsString(job.data()))
                .set(STATE, QUEUED)
                .set(ATTEMPTS, 0)
                .set(DONE, 0L)
                .set(UNIT, job.unit())
                .set(ASKED, asked)
                .set(CREATED_AT, now.toEpochMilli())
                .execute());
    }

    /** Until the present transaction ends, nobody else gets beyond this for the project; SQLite has one writer anyway. */
    void lock(ProjectId project) {
        catalog.change(dsl -> {
            if (catalog.isShared()) {
                dsl.selectOne()
                        .from(table(name("project")))
                        .where(ID.eq(project.value()))
                        .forNoKeyUpdate()
                        .fetch();
            }
        });
    }

    /** How many jobs of the project that callers asked for are queued or running. */
    long countAsked(ProjectId project) {
        return catalog.read(
                dsl -> dsl.fetchCount(JOB, PROJECT.eq(project.value()), STATE.in(QUEUED, RUNNING), ASKED.eq(true)));
    }

    /** Whether the last jobs that were made are all of that project. */
    boolean isAlone(ProjectId project) {
        return catalog.read(dsl -> !dsl.fetchExists(dsl.selectOne()
                .from(dsl.select(PROJECT)
                        .from(JOB)
                        .orderBy(ID.desc())
                        .limit(RECENT)
                        .asTable("recent"))
                .where(field(name("recent", "project"), String.class).ne(project.value()))));
    }

    Optional<Job> find(String id) {
        return catalog.read(dsl -> dsl.selectFrom(JOB).where(ID.eq(id)).fetchOptional(this::job));
    }

    /** Newest first. */
    List<Job> list(ProjectId project, Optional<Cursor> after, int limit) {
        return catalog.read(dsl -> dsl.selectFrom(JOB)
                .where(
                        PROJECT.eq(project.value()),
                        after.map(cursor -> ID.lt(cursor.text(0))).orElse(noCondition()))
                .orderBy(ID.desc())
                .limit(limit)
                .fetch(this::job));
    }

    /** Jobs of the project that are queued or running; with a subject, only those that work for it. */
    List<Job> active(ProjectId project, Optional<String> subject) {
        return catalog.read(dsl -> dsl.selectFrom(JOB)
                .where(
                        PROJECT.eq(project.value()),
                        STATE.in(QUEUED, RUNNING),
                        subject.map(SUBJECT::eq).orElse(noCondition()))
                .orderBy(ID)
                .fetch(this::job));
    }

    /** Says that a run begins; empty where the job is over or gone. */
    Optional<Job> start(String id, Instant now) {
        return catalog.transaction(dsl -> {
            int started = dsl.update(JOB)
                    .set(STATE, RUNNING)
                    .set(ATTEMPTS, ATTEMPTS.plus(1))
                    .set(DONE, 0L)
                    .setNull(TOTAL)
                    .set(STARTED_AT, coalesce(STARTED_AT, now.toEpochMilli()))
                    .where(ID.eq(id), STATE.in(QUEUED, RUNNING))
                    .execute();
            return started == 0 ? Optional.empty() : find(id);
        });
    }

    /** False where the job is no longer running. */
    boolean progress(String id, JobContext.Position position) {
        return catalog.transaction(dsl -> dsl.update(JOB)
                        .set(DONE, position.done())
                        .set(TOTAL, position.total())
                        .where(ID.eq(id), STATE.eq(RUNNING))
                        .execute())
                > 0;
    }

    /** False where the job is no longer running. */
    boolean requeue(String id) {
        return catalog.transaction(dsl -> dsl.update(JOB)
                        .set(STATE, QUEUED)
                        .where(ID.eq(id), STATE.eq(RUNNING))
                        .execute())
                > 0;
    }

    /** False where the job is over already. */
    boolean end(String id, JobState state, Job.@Nullable Failure error, Instant now) {
        return catalog.transaction(dsl -> dsl.update(JOB)
                        .set(STATE, state.text())
                        .set(ERROR_CODE, error == null ? null : error.code())
                        .set(ERROR_DETAIL, error == null ? null : error.detail())
                        .set(FINISHED_AT, now.toEpochMilli())
                        .where(ID.eq(id), STATE.in(QUEUED, RUNNING))
                        .execute())
                > 0;
    }

    int sweep(Instant before) {
        return catalog.transaction(dsl ->
                dsl.deleteFrom(JOB).where(FINISHED_AT.lt(before.toEpochMilli())).execute());
    }

    private Job job(Record row) {
        String errorCode = row.get(ERROR_CODE);
        return new Job(
                row.get(ID),
                new ProjectId(row.get(PROJECT)),
                row.get(TYPE),
                row.get(SUBJECT_TYPE),
                row.get(SUBJECT),
                json.readTree(row.get(DATA)),
                JobState.parse(row.get(STATE)),
                row.get(ATTEMPTS),
                row.get(DONE),
                row.get(TOTAL),
                row.get(UNIT),
                errorCode == null ? null : new Job.Failure(errorCode, row.get(ERROR_DETAIL)),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                instant(row.get(STARTED_AT)),
                instant(row.get(FINISHED_AT)));
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
