package io.muster.server.erasure;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import io.muster.server.erasure.Access.State;
import io.muster.server.job.Job;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Subject access in the catalogue. */
@Repository
class AccessStore {

    private static final Table<Record> ACCESS = table(name("subject_access"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> PROJECT = field(name("project"), String.class);
    private static final Field<String> STATE = field(name("state"), String.class);
    private static final Field<String> REQUESTED_BY = field(name("requested_by"), String.class);
    private static final Field<String> SUBJECT = field(name("subject"), String.class);
    private static final Field<Integer> ORDINAL = field(name("ordinal"), Integer.class);
    private static final Field<Long> LINES = field(name("lines"), Long.class);
    private static final Field<Long> BYTES = field(name("bytes"), Long.class);
    private static final Field<String> SHA256 = field(name("sha256"), String.class);
    private static final Field<String> JOB = field(name("job"), String.class);
    private static final Field<String> ERROR_CODE = field(name("error_code"), String.class);
    private static final Field<String> ERROR_DETAIL = field(name("error_detail"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> FINISHED_AT = field(name("finished_at"), Long.class);
    private static final Field<Long> EXPIRES_AT = field(name("expires_at"), Long.class);

    private final Catalog catalog;

    AccessStore(Catalog catalog) {
        this.catalog = catalog;
    }

    Optional<Access> find(String id) {
        return catalog.read(db -> db.select().from(ACCESS).where(ID.eq(id)).fetchOptional(AccessStore::access));
    }

    Optional<Access> find(String project, String id) {
        return find(id).filter(access -> access.project().equals(project));
    }

    /** Newest first, ids below {@code before}; all of them where that is null. */
    List<Access> list(String project, @Nullable String before, int limit) {
        return list(PROJECT.eq(project).and(before == null ? noCondition() : ID.lt(before)), limit);
    }

    /** Those whose file is to be deleted, of all projects. */
    List<Access> expired(Instant now, int limit) {
        return list(STATE.eq(State.SUCCEEDED.text()).and(EXPIRES_AT.le(now.toEpochMilli())), limit);
    }

    /** Those about these profiles that have a file or will have one. */
    List<Access> about(String project, List<Integer> ordinals) {
        Condition alive = STATE.in(State.QUEUED.text(), State.RUNNING.text(), State.SUCCEEDED.text());
        return list(PROJECT.eq(project).and(ORDINAL.in(ordinals)).and(alive), Integer.MAX_VALUE);
    }

    private List<Access> list(Condition which, int limit) {
        return catalog.read(db -> db.select()
                .from(ACCESS)
                .where(which)
                .orderBy(ID.desc())
                .limit(limit)
                .fetch(AccessStore::access));
    }

    void insert(Access access) {
        catalog.change(db -> db.insertInto(ACCESS)
                .set(ID, access.id())
                .set(PROJECT, access.project())
                .set(STATE, access.state().text())
                .set(REQUESTED_BY, access.requestedBy())
                .set(SUBJECT, access.subject())
                .set(ORDINAL, access.ordinal())
                .set(JOB, access.job())
                .set(CREATED_AT, access.createdAt().toEpochMilli())
                .execute());
    }

    /** False where it is over already. */
    boolean start(String id) {
        return catalog.transaction(db -> db.update(ACCESS)
                        .set(STATE, State.RUNNING.text())
                        .where(ID.eq(id), STATE.in(State.QUEUED.text(), State.RUNNING.text()))
                        .execute())
                > 0;
    }

    /** False where it is over already. */
    boolean succeed(String id, SubjectFiles.Made made, Instant now, Instant expires) {
        return catalog.transaction(db -> db.update(ACCESS)
                        .set(STATE, State.SUCCEEDED.text())
                        .setNull(SUBJECT)
                        .set(LINES, made.lines())
                        .set(BYTES, made.bytes())
                        .set(SHA256, made.sha256())
                        .set(FINISHED_AT, now.toEpochMilli())
                        .set(EXPIRES_AT, expires.toEpochMilli())
                        .where(ID.eq(id), STATE.eq(State.RUNNING.text()))
                        .execute())
                > 0;
    }

    void fail(String id, State state, Job.@Nullable Failure error) {
        catalog.change(db -> db.update(ACCESS)
                .set(STATE, state.text())
                .setNull(SUBJECT)
                .set(ERROR_CODE, error == null ? null : error.code())
                .set(ERROR_DETAIL, error == null ? null : error.detail())
                .where(ID.eq(id), STATE.in(State.QUEUED.text(), State.RUNNING.text()))
                .execute());
    }

    void expire(String id) {
        catalog.change(db -> db.update(ACCESS)
                .set(STATE, State.EXPIRED.text())
                .setNull(SUBJECT)
                .setNull(SHA256)
                .where(ID.eq(id))
                .execute());
    }

    private static Access access(Record row) {
        String code = row.get(ERROR_CODE);
        return new Access(
                row.get(ID),
                row.get(PROJECT),
                State.valueOf(row.get(STATE).toUpperCase(Locale.ROOT)),
                row.get(REQUESTED_BY),
                row.get(SUBJECT),
                row.get(ORDINAL),
                row.get(LINES),
                row.get(BYTES),
                row.get(SHA256),
                row.get(JOB),
                code == null ? null : new Job.Failure(code, row.get(ERROR_DETAIL)),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                instant(row.get(FINISHED_AT)),
                instant(row.get(EXPIRES_AT)));
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
