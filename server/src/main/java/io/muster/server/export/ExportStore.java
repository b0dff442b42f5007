package io.muster.server.export;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import io.muster.model.ErrorCode;
import io.muster.server.catalog.Catalog;
import io.muster.server.export.Export.Column;
import io.muster.server.export.Export.Failure;
import io.muster.server.export.Export.Progress;
import io.muster.server.export.Export.Subject;
import io.muster.server.export.Export.Times;
import io.muster.server.export.form.Compression;
import io.muster.server.export.form.ExportFormat;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports in the catalogue. */
@Repository
class ExportStore {

    private static final Table<Record> EXPORT = table(name("export"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> PROJECT = field(name("project"), String.class);
    private static final Field<String> STATE = field(name("state"), String.class);
    private static final Field<String> SUBJECT = field(name("subject"), String.class);
    private static final Field<String> FORMAT = field(name("format"), String.class);
    private static final Field<String> COMPRESSION = field(name("compression"), String.class);
    private static final Field<String> OPTIONS = field(name("options"), String.class);
    private static final Field<String> STORED = field(name("stored"), String.class);
    private static final Field<String> COLUMNS = field(name("columns"), String.class);
    private static final Field<Long> ROWS_DONE = field(name("rows_done"), Long.class);
    private static final Field<Long> ROWS_TOTAL = field(name("rows_total"), Long.class);
    private static final Field<Long> DATA_VERSION = field(name("data_version"), Long.class);
    private static final Field<Long> AS_OF = field(name("as_of"), Long.class);
    private static final Field<Long> BYTES = field(name("bytes"), Long.class);
    private static final Field<Long> KEPT_BYTES = field(name("kept_bytes"), Long.class);
    private static final Field<String> ERROR_CODE = field(name("error_code"), String.class);
    private static final Field<String> ERROR_DETAIL = field(name("error_detail"), String.class);
    private static final Field<String> MANIFEST = field(name("manifest"), String.class);
    private static final Field<String> JOB = field(name("job"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> STARTED_AT = field(name("started_at"), Long.class);
    private static final Field<Long> FINISHED_AT = field(name("finished_at"), Long.class);
    private static final Field<Long> EXPIRES_AT = field(name("expires_at"), Long.class);
    private static final Condition IS_HELD =
            STATE.eq(ExportState.EXPIRED.code()).and(KEPT_BYTES.isNotNull());

    private final Catalog catalog;
    private final JsonMapper json;

    ExportStore(Catalog catalog, JsonMapper json) {
        this.catalog = catalog;
        this.json = json;
    }

    Optional<Export> find(String project, String id) {
        return catalog.read(db ->
                db.select().from(EXPORT).where(PROJECT.eq(project), ID.eq(id)).fetchOptional(this::export));
    }

    Optional<Export> find(String id) {
        return catalog.read(db -> db.select().from(EXPORT).where(ID.eq(id)).fetchOptional(this::export));
    }

    /**
     * Newest first.
     *
     * @param states only those that are in one of these by {@link Export#at}
     * @param before only ids below this one; null for all
     */
    List<Export> list(
            Collection<String> projects, Set<ExportState> states, Instant now, @Nullable String before, int limit) {
        Condition inState = DSL.or(states.stream().map(state -> is(state, now)).toList());
        return catalog.read(db -> db.select()
                .from(EXPORT)
                .where(PROJECT.in(projects), inState, before == null ? noCondition() : ID.lt(before))
                .orderBy(ID.desc())
                .limit(limit)
                .fetch(row -> export(row).at(now)));
    }

    private static Condition is(ExportState state, Instant now) {
        Condition stored = STATE.eq(state.code());
        return switch (state) {
            case SUCCEEDED -> stored.and(EXPIRES_AT.gt(now.toEpochMilli()));
            case EXPIRED -> stored.or(isOver(now));
            case QUEUED, RUNNING, FAILED, CANCELLED -> stored;
        };
    }

    private static Condition isOver(Instant now) {
        return STATE.eq(ExportState.SUCCEEDED.code()).and(EXPIRES_AT.le(now.toEpochMilli()));
    }

    /** Those whose file is to be deleted. */
    List<Export> expired(Instant now, int limit) {
        return catalog.read(db -> db.select()
                .from(EXPORT)
                .where(isOver(now))
                .orderBy(EXPIRES_AT)
                .limit(limit)
                .fetch(this::export));
    }

    void insert(Export export) {
        catalog.change(db -> db.insertInto(EXPORT)
                .set(ID, export.id())
                .set(PROJECT, export.project())
                .set(STATE, export.state().code())
                .set(SUBJECT, json.writeValueAsString(export.what()))
                .set(FORMAT, export.format().code())
                .set(COMPRESSION, export.compression().code())
                .set(OPTIONS, json.writeValueAsString(export.options()))
                .set(COLUMNS, json.writeValueAsString(export.columns()))
                .set(ROWS_DONE, 0L)
                .set(JOB, export.job())
                .set(CREATED_AT, export.times().createdAt().toEpochMilli())
                .execute());
    }

    /** Says that a run has begun; false where the export is no longer wanted. */
    boolean start(String id, Instant now) {
        return catalog.transaction(db -> db.update(EXPORT)
                        .set(STATE, ExportState.RUNNING.code())
                        .set(STARTED_AT, now.toEpochMilli())
                        .set(ROWS_DONE, 0L)
                        .where(ID.eq(id), STATE.in(ExportState.QUEUED.code(), ExportState.RUNNING.code()))
                        .execute())
                > 0;
    }

    /**
     * Says what the run found out before it writes; false where what is asked for is not what it was when the run looked, for
     * somebody whom it named was erased.
     */
    boolean describe(Export export, Subject what, long rowsTotal, long dataVersion, Instant asOf) {
        return catalog.transaction(db -> {
            boolean same = find(export.id())
                    .filter(now -> now.what().equals(export.what()))
                    .isPresent();
            if (same) {
                db.update(EXPORT)
                        .set(SUBJECT, json.writeValueAsString(what))
                        .set(ROWS_TOTAL, rowsTotal)
                        .set(DATA_VERSION, dataVersion)
                        .set(AS_OF, asOf.toEpochMilli())
                        .where(ID.eq(export.id()))
                        .execute();
            }
            return same;
        });
    }

    /** Those of the project that are to be made, or are being made. */
    List<Export> underWay(String project) {
        return catalog.read(db -> db.select()
                .from(EXPORT)
                .where(PROJECT.eq(project), STATE.in(ExportState.QUEUED.code(), ExportState.RUNNING.code()))
                .fetch(this::export));
    }

    void progress(String id, long rowsDone) {
        catalog.change(db ->
                db.update(EXPORT).set(ROWS_DONE, rowsDone).where(ID.eq(id)).execute());
    }

    /**
     * What there is to say of an export that has been made.
     *
     * @param kept bytes of its files and of what is kept beside them
     */
    record Success(long rows, long bytes, long kept, JsonNode manifest, StoredColumns stored, Instant expires) {}

    /** Ends it well; false where it was cancelled meanwhile. */
    boolean succeed(String id, Success success, Instant now) {
        return catalog.transaction(db -> db.update(EXPORT)
                        .set(STATE, ExportState.SUCCEEDED.code())
                        .set(ROWS_DONE, success.rows())
                        .set(ROWS_TOTAL, success.rows())
                        .set(BYTES, success.bytes())
                        .set(KEPT_BYTES, success.kept())
                        .set(MANIFEST, json.writeValueAsString(success.manifest()))
                        .set(STORED, json.writeValueAsString(success.stored()))
                        .set(FINISHED_AT, now.toEpochMilli())
                        .set(EXPIRES_AT, success.expires().toEpochMilli())
                        .where(ID.eq(id), STATE.eq(ExportState.RUNNING.code()))
                        .execute())
                > 0;
    }

    /** Ends it badly; false where it has ended. */
    boolean fail(String id, Failure failure, Instant now) {
        return catalog.transaction(db -> db.update(EXPORT)
                        .set(STATE, ExportState.FAILED.code())
                        .set(ERROR_CODE, failure.code().code())
                        .set(ERROR_DETAIL, failure.detail())
                        .set(FINISHED_AT, now.toEpochMilli())
                        .where(ID.eq(id), STATE.in(ExportState.QUEUED.code(), ExportState.RUNNING.code()))
                        .execute())
                > 0;
    }

    /** Cancels it; false where it has ended. */
    boolean cancel(String id, Instant now) {
        return catalog.transaction(db -> db.update(EXPORT)
                        .set(STATE, ExportState.CANCELLED.code())
                        .set(FINISHED_AT, now.toEpochMilli())
                        .where(ID.eq(id), STATE.in(ExportState.QUEUED.code(), ExportState.RUNNING.code()))
                        .execute())
                > 0;
    }

    /** Says that its file is gone; false where it was not there. */
    boolean expire(String id) {
        return catalog.transaction(db -> db.update(EXPORT)
                        .set(STATE, ExportState.EXPIRED.code())
                        .setNull(KEPT_BYTES)
                        .where(ID.eq(id), STATE.eq(ExportState.SUCCEEDED.code()))
                        .execute())
                > 0;
    }

    /** Says that its files are gone, but for that many bytes of its rows; false where they were not there. */
    boolean hold(String id, long kept) {
        return catalog.transaction(db -> db.update(EXPORT)
                        .set(STATE, ExportState.EXPIRED.code())
                        .set(KEPT_BYTES, kept)
                        .where(ID.eq(id), STATE.eq(ExportState.SUCCEEDED.code()))
                        .execute())
                > 0;
    }

    /** Says that the rows are gone of which {@link #hold} told; false where there were none. */
    boolean release(String id) {
        return catalog.transaction(db -> db.update(EXPORT)
                        .setNull(KEPT_BYTES)
                        .where(ID.eq(id), IS_HELD)
                        .execute())
                > 0;
    }

    /** Whether there is such an export, and it has files or is being made. */
    boolean isOwned(String id) {
        Condition owned =
                STATE.in(ExportState.QUEUED.code(), ExportState.RUNNING.code()).or(KEPT_BYTES.isNotNull());
        return catalog.read(db -> db.fetchExists(EXPORT, ID.eq(id).and(owned)));
    }

    /** Whether it has expired and its rows are there. */
    boolean isHeld(String id) {
        return catalog.read(db -> db.fetchExists(EXPORT, ID.eq(id).and(IS_HELD)));
    }

    /** The ids of those that have expired and whose rows are there. */
    List<String> held() {
        return catalog.read(
                db -> db.select(ID).from(EXPORT).where(IS_HELD).orderBy(ID).fetch(ID));
    }

    /** Those that have files or rows. Newest first, ids below {@code before}; all of them where that is null. */
    List<Export> kept(String project, @Nullable String before, int limit) {
        return catalog.read(db -> db.select()
                .from(EXPORT)
                .where(PROJECT.eq(project), KEPT_BYTES.isNotNull(), before == null ? noCondition() : ID.lt(before))
                .orderBy(ID.desc())
                .limit(limit)
                .fetch(this::export));
    }

    /** Says that its files are gone because somebody in them was erased; false where there were none. */
    boolean erase(String id, Failure reason) {
        return catalog.transaction(db -> db.update(EXPORT)
                        .set(STATE, ExportState.EXPIRED.code())
                        .setNull(KEPT_BYTES)
                        .set(ERROR_CODE, reason.code().code())
                        .set(ERROR_DETAIL, reason.detail())
                        .where(ID.eq(id), STATE.eq(ExportState.SUCCEEDED.code()))
                        .execute())
                > 0;
    }

    /** How many exports of the project are in that state. */
    int count(String project, ExportState state) {
        return catalog.read(db -> db.fetchCount(EXPORT, PROJECT.eq(project).and(STATE.eq(state.code()))));
    }

    private Export export(Record row) {
        String code = row.get(ERROR_CODE);
        String manifest = row.get(MANIFEST);
        String options = row.get(OPTIONS);
        String stored = row.get(STORED);
        return new Export(
                row.get(ID),
                row.get(PROJECT),
                ExportState.valueOf(row.get(STATE).toUpperCase(Locale.ROOT)),
                json.readValue(row.get(SUBJECT), Subject.class),
                ExportFormat.valueOf(row.get(FORMAT).toUpperCase(Locale.ROOT)),
                Compression.valueOf(row.get(COMPRESSION).toUpperCase(Locale.ROOT)),
                options == null ? ExportOptions.USUAL : json.readValue(options, ExportOptions.class),
                List.of(json.readValue(row.get(COLUMNS), Column[].class)),
                new Progress(
                        row.get(ROWS_DONE),
                        row.get(ROWS_TOTAL),
                        row.get(DATA_VERSION),
                        instant(row.get(AS_OF)),
                        row.get(BYTES)),
                code == null
                        ? null
                        : new Failure(ErrorCode.valueOf(code.toUpperCase(Locale.ROOT)), row.get(ERROR_DETAIL)),
                manifest == null ? null : json.readTree(manifest),
                stored == null ? null : json.readValue(stored, StoredColumns.class),
                row.get(JOB),
                new Times(
                        Instant.ofEpochMilli(row.get(CREATED_AT)),
                        instant(row.get(STARTED_AT)),
                        instant(row.get(FINISHED_AT)),
                        instant(row.get(EXPIRES_AT))));
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
