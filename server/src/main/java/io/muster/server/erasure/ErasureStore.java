package io.muster.server.erasure;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import io.muster.server.job.Job;
import io.muster.server.job.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Erasures in the catalogue. */
@Repository
class ErasureStore {

    private static final Table<Record> ERASURE = table(name("erasure"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> PROJECT = field(name("project"), String.class);
    private static final Field<String> STATE = field(name("state"), String.class);
    private static final Field<String> REQUESTED_BY = field(name("requested_by"), String.class);
    private static final Field<Boolean> SUPPRESS = field(name("suppress"), Boolean.class);
    private static final Field<Integer> ASKED = field(name("asked"), Integer.class);
    private static final Field<String> SUBJECTS = field(name("subjects"), String.class);
    private static final Field<String> COUNTS = field(name("counts"), String.class);
    private static final Field<Integer> PROFILES = field(name("profiles"), Integer.class);
    private static final Field<Long> DATA_VERSION = field(name("data_version"), Long.class);
    private static final Field<String> RECEIPT = field(name("receipt"), String.class);
    private static final Field<String> JOB = field(name("job"), String.class);
    private static final Field<String> ERROR_CODE = field(name("error_code"), String.class);
    private static final Field<String> ERROR_DETAIL = field(name("error_detail"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> FINISHED_AT = field(name("finished_at"), Long.class);

    private final Catalog catalog;
    private final JsonMapper json;

    ErasureStore(Catalog catalog, JsonMapper json) {
        this.catalog = catalog;
        this.json = json;
    }

    Optional<Erasure> find(String id) {
        return catalog.read(db -> db.select().from(ERASURE).where(ID.eq(id)).fetchOptional(this::erasure));
    }

    Optional<Erasure> find(String project, String id) {
        return find(id).filter(erasure -> erasure.project().equals(project));
    }

    /** Newest first, ids below {@code before}; all of them where that is null. */
    List<Erasure> list(String project, @Nullable String before, int limit) {
        return catalog.read(db -> db.select()
                .from(ERASURE)
                .where(PROJECT.eq(project), before == null ? noCondition() : ID.lt(before))
                .orderBy(ID.desc())
                .limit(limit)
                .fetch(this::erasure));
    }

    /** Those that are begun and not done, of all projects. */
    List<Erasure> unfinished() {
        return catalog.read(db -> db.select()
                .from(ERASURE)
                .where(SUBJECTS.isNotNull())
                .orderBy(ID)
                .fetch(this::erasure));
    }

    void insert(Erasure erasure) {
        catalog.change(db -> db.insertInto(ERASURE)
                .set(ID, erasure.id())
                .set(PROJECT, erasure.project())
                .set(STATE, erasure.state().text())
                .set(REQUESTED_BY, erasure.requestedBy())
                .set(SUPPRESS, erasure.suppress())
                .set(ASKED, erasure.asked())
                .set(SUBJECTS, erasure.subjects())
                .set(JOB, erasure.job())
                .set(CREATED_AT, erasure.createdAt().toEpochMilli())
                .execute());
    }

    /** Says that a job does it, or does it again. */
    void queued(String id, String job) {
        catalog.change(db -> db.update(ERASURE)
                .set(STATE, JobState.QUEUED.text())
                .set(JOB, job)
                .setNull(ERROR_CODE)
                .setNull(ERROR_DETAIL)
                .where(ID.eq(id))
                .execute());
    }

    void running(String id) {
        catalog.change(db -> db.update(ERASURE)
                .set(STATE, JobState.RUNNING.text())
                .where(ID.eq(id))
                .execute());
    }

    /** Says who they are and how much there is of them. */
    void found(String id, String subjects, Map<String, Long> counts, int profiles) {
        catalog.change(db -> db.update(ERASURE)
                .set(SUBJECTS, subjects)
                .set(COUNTS, json.writeValueAsString(counts))
                .set(PROFILES, profiles)
                .where(ID.eq(id))
                .execute());
    }

    void succeed(String id, String receipt, long dataVersion, Instant now) {
        catalog.change(db -> db.update(ERASURE)
                .set(STATE, JobState.SUCCEEDED.text())
                .set(RECEIPT, receipt)
                .set(DATA_VERSION, dataVersion)
                .setNull(SUBJECTS)
                .set(FINISHED_AT, now.toEpochMilli())
                .where(ID.eq(id))
                .execute());
    }

    void fail(String id, JobState state, Job.@Nullable Failure error) {
        catalog.change(db -> db.update(ERASURE)
                .set(STATE, state.text())
                .set(ERROR_CODE, error == null ? null : error.code())
                .set(ERROR_DETAIL, error == null ? null : error.detail())
                .where(ID.eq(id))
                .execute());
    }

    private Erasure erasure(Record row) {
        String counts = row.get(COUNTS);
        String code = row.get(ERROR_CODE);
        Long finished = row.get(FINISHED_AT);
        return new Erasure(
                row.get(ID),
                row.get(PROJECT),
                JobState.valueOf(row.get(STATE).toUpperCase(Locale.ROOT)),
                row.get(REQUESTED_BY),
                row.get(SUPPRESS),
                row.get(ASKED),
                row.get(SUBJECTS),
                counts == null ? Map.of() : json.readValue(counts, new TypeReference<>() {}),
                row.get(PROFILES),
                row.get(DATA_VERSION),
                row.get(RECEIPT),
                row.get(JOB),
                code == null ? null : new Job.Failure(code, row.get(ERROR_DETAIL)),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                finished == null ? null : Instant.ofEpochMilli(finished));
    }
}
