package io.muster.server.segment.upload;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import io.muster.engine.KeyKind;
import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.stereotype.Repository;

/** Uploads of members in the catalogue. */
@Repository
class UploadStore {

    static final Table<Record> UPLOAD = table(name("member_upload"));
    static final Field<String> ID = field(name("member_upload", "id"), String.class);
    static final Field<String> SEGMENT = field(name("member_upload", "segment"), String.class);
    static final Field<String> STATE = field(name("member_upload", "state"), String.class);
    static final Field<String> KIND = field(name("member_upload", "key_kind"), String.class);

    private static final Field<Boolean> REASONS = field(name("member_upload", "reasons"), Boolean.class);
    private static final Field<String> ERASED = field(name("member_upload", "erased"), String.class);
    private static final Field<Long> CREATED_AT = field(name("member_upload", "created_at"), Long.class);
    static final Field<String> OF_SEGMENT = field(name("segment", "id"), String.class);
    static final Field<String> PROJECT = field(name("segment", "project"), String.class);
    private static final Field<Long> SEGMENT_DELETED_AT = field(name("segment", "deleted_at"), Long.class);
    static final Table<Record> OWNER = table(name("segment"));

    private final Catalog catalog;

    UploadStore(Catalog catalog) {
        this.catalog = catalog;
    }

    /** How far an upload has come. */
    enum State {
        /** Its keys are being read. */
        STAGING,
        /** Its held keys count. */
        DONE,
        /** Its held keys do not count any more, and are deleted bit by bit. */
        OVER
    }

    /** An upload with held keys that count. */
    record Holding(String upload, String segment, ProjectId project, KeyKind kind) {}

    void insert(String id, String segment, Instant now) {
        catalog.change(db -> db.insertInto(UPLOAD)
                .set(ID, id)
                .set(SEGMENT, segment)
                .set(STATE, text(State.STAGING))
                .set(KIND, text(new KeyKind.Id()))
                .set(REASONS, false)
                .set(CREATED_AT, now.toEpochMilli())
                .execute());
    }

    void finish(String id, State state, KeyKind kind, boolean reasons) {
        catalog.change(db -> db.update(UPLOAD)
                .set(STATE, text(state))
                .set(KIND, text(kind))
                .set(REASONS, reasons)
                .setNull(ERASED)
                .where(ID.eq(id))
                .execute());
    }

    /** Leaves a line with every upload of the project that is being read. */
    void leaveErased(ProjectId project, String line) {
        catalog.change(db -> db.update(UPLOAD)
                .set(ERASED, coalesce(ERASED, "").concat(line + "\n"))
                .where(
                        STATE.eq(text(State.STAGING)),
                        SEGMENT.in(select(OF_SEGMENT).from(OWNER).where(PROJECT.eq(project.value()))))
                .execute());
    }

    /** The lines that were left with an upload. */
    String erased(String id) {
        return catalog.read(db -> db.select(coalesce(ERASED, ""))
                .from(UPLOAD)
                .where(ID.eq(id))
                .fetchOptional(row -> row.value1())
                .orElse(""));
    }

    /** As {@link #erased}; whoever would leave another waits until this transaction ends. */
    String lockErased(String id) {
        catalog.change(db -> db.update(UPLOAD)
                .set(STATE, text(State.STAGING))
                .where(ID.eq(id))
                .execute());
        return erased(id);
    }

    /** Forgets what was left with uploads from before then, which died. */
    void forgetErased(Instant before) {
        catalog.change(db -> db.update(UPLOAD)
                .setNull(ERASED)
                .where(ERASED.isNotNull(), CREATED_AT.lt(before.toEpochMilli()))
                .execute());
    }

    /** Lets the held keys of the segment's uploads so far not count any more. */
    void endHolding(String segment) {
        catalog.change(db -> db.update(UPLOAD)
                .set(STATE, text(State.OVER))
                .where(SEGMENT.eq(segment), STATE.eq(text(State.DONE)))
                .execute());
    }

    /** As {@link #endHolding(String)} for every segment that is deleted. */
    void endHoldingOfDeleted() {
        catalog.change(db -> db.update(UPLOAD)
                .set(STATE, text(State.OVER))
                .where(
                        STATE.eq(text(State.DONE)),
                        SEGMENT.in(select(OF_SEGMENT).from(OWNER).where(SEGMENT_DELETED_AT.isNotNull())))
                .execute());
    }

    /** The project's uploads that have a file of rejected rows. */
    List<String> withReasons(ProjectId project) {
        return catalog.read(db -> db.select(ID)
                .from(UPLOAD)
                .join(OWNER)
                .on(OF_SEGMENT.eq(SEGMENT))
                .where(PROJECT.eq(project.value()), REASONS.isTrue())
                .fetch(ID));
    }

    /** Uploads of every project that have a file of rejected rows. */
    Set<String> withReasons() {
        return catalog.read(
                db -> db.select(ID).from(UPLOAD).where(REASONS.isTrue()).fetchSet(ID));
    }

    /** Says that the upload has no file of rejected rows any more. */
    void forgetReasons(String id) {
        catalog.change(
                db -> db.update(UPLOAD).set(REASONS, false).where(ID.eq(id)).execute());
    }

    boolean hasReasons(String segment, String id) {
        return catalog.read(
                db -> db.fetchExists(UPLOAD, ID.eq(id).and(SEGMENT.eq(segment)).and(REASONS.isTrue())));
    }

    boolean isHolding(String segment) {
        return catalog.read(db -> db.fetchExists(UPLOAD, SEGMENT.eq(segment).and(STATE.eq(text(State.DONE)))));
    }

    boolean isCounting(String id) {
        return catalog.read(db -> db.fetchExists(UPLOAD, ID.eq(id).and(STATE.eq(text(State.DONE)))));
    }

    /** Uploads that have held keys that count, of all projects, oldest first. */
    List<Holding> holding() {
        return catalog.read(db -> db.select(ID, SEGMENT, PROJECT, KIND)
                .from(UPLOAD)
                .join(OWNER)
                .on(OF_SEGMENT.eq(SEGMENT))
                .where(STATE.eq(text(State.DONE)), SEGMENT_DELETED_AT.isNull())
                .orderBy(ID)
                .fetch(row -> new Holding(
                        row.get(ID), row.get(SEGMENT), new ProjectId(row.get(PROJECT)), kind(row.get(KIND)))));
    }

    /** Uploads whose held keys are to be deleted: those that are over, and those that died while they were read. */
    List<String> unheld(Instant died, int limit) {
        Condition dead = STATE.eq(text(State.STAGING)).and(CREATED_AT.lt(died.toEpochMilli()));
        return catalog.read(db -> db.select(ID)
                .from(UPLOAD)
                .where(STATE.eq(text(State.OVER)).or(dead), HeldStore.ofUpload())
                .limit(limit)
                .fetch(ID));
    }

    /** Uploads from before then that hold nothing. */
    List<String> outdated(Instant before, int limit) {
        return catalog.read(db -> db.select(ID)
                .from(UPLOAD)
                .where(
                        CREATED_AT.lt(before.toEpochMilli()),
                        notExists(selectOne().from(HeldStore.HELD).where(HeldStore.OF_UPLOAD.eq(ID))))
                .orderBy(CREATED_AT)
                .limit(limit)
                .fetch(ID));
    }

    void delete(String id) {
        catalog.change(db -> db.deleteFrom(UPLOAD).where(ID.eq(id)).execute());
    }

    static String text(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String text(KeyKind kind) {
        return switch (kind) {
            case KeyKind.Id() -> "id";
            case KeyKind.ExportKey() -> "export_key";
            case KeyKind.Identity(String keyspace) -> "identity:" + keyspace;
        };
    }

    private static KeyKind kind(String text) {
        return switch (text) {
            case "id" -> new KeyKind.Id();
            case "export_key" -> new KeyKind.ExportKey();
            default -> new KeyKind.Identity(text.substring("identity:".length()));
        };
    }
}
