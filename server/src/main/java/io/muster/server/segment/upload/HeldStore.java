package io.muster.server.segment.upload;

import static io.muster.server.segment.upload.UploadStore.*;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import io.muster.engine.KeyKind;
import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.personal.SubjectKey;
import java.util.Collection;
import java.util.List;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.stereotype.Repository;

/** Keys that uploads brought and no profile has, in the catalogue. */
@Repository
class HeldStore {

    static final Table<Record> HELD = table(name("held_member"));
    static final Field<String> OF_UPLOAD = field(name("held_member", "upload"), String.class);

    private static final Field<String> KEY = field(name("held_member", "key"), String.class);

    /** Names of a value that one statement may have. */
    private static final int LIST = 500;

    private final Catalog catalog;

    HeldStore(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Whether the upload of the statement around it has any. */
    static Condition ofUpload() {
        return exists(selectOne().from(HELD).where(OF_UPLOAD.eq(ID)));
    }

    /** Adds keys to those of an upload; one that is there stays as it is. */
    void add(String upload, Collection<String> keys) {
        catalog.change(db -> {
            BatchBindStep batch = db.batch(db.insertInto(HELD, OF_UPLOAD, KEY)
                    .values((String) null, null)
                    .onConflictDoNothing());
            for (String key : keys) {
                batch = batch.bind(upload, key);
            }
            batch.execute();
        });
    }

    /** In order of keys, those above {@code after}. */
    List<String> page(String upload, String after, int limit) {
        return catalog.read(db -> db.select(KEY)
                .from(HELD)
                .where(OF_UPLOAD.eq(upload), KEY.gt(after))
                .orderBy(KEY)
                .limit(limit)
                .fetch(KEY));
    }

    long count(String upload) {
        return catalog.read(db -> db.selectCount()
                .from(HELD)
                .where(OF_UPLOAD.eq(upload))
                .fetchSingle()
                .value1()
                .longValue());
    }

    /** How many keys of that upload are not held for the segment already. */
    long countNew(String upload, String segment, KeyKind kind) {
        Table<Record> other = HELD.as("other");
        return catalog.read(db -> db.selectCount()
                .from(HELD)
                .where(
                        OF_UPLOAD.eq(upload),
                        notExists(selectOne()
                                .from(other)
                                .where(
                                        field(name("other", "key"), String.class)
                                                .eq(KEY),
                                        field(name("other", "upload"), String.class)
                                                .in(counting(segment, kind)))))
                .fetchSingle()
                .value1()
                .longValue());
    }

    /** Holds none of that upload's keys for the segment any more. */
    void releaseNamed(String upload, String segment, KeyKind kind) {
        Select<Record1<String>> named = select(field(name("named", "key"), String.class))
                .from(HELD.as("named"))
                .where(field(name("named", "upload"), String.class).eq(upload));
        catalog.change(db -> db.deleteFrom(HELD)
                .where(OF_UPLOAD.in(counting(segment, kind)), KEY.in(named))
                .execute());
    }

    /** Tells how many of the keys were held by the upload. */
    long delete(String upload, List<String> keys) {
        return catalog.transaction(db -> {
            long deleted = 0;
            for (int from = 0; from < keys.size(); from += LIST) {
                List<String> some = keys.subList(from, Math.min(from + LIST, keys.size()));
                deleted += db.deleteFrom(HELD)
                        .where(OF_UPLOAD.eq(upload), KEY.in(some))
                        .execute();
            }
            return deleted;
        });
    }

    /** The segments that hold the key, be it by an upload that no longer counts. */
    List<String> find(ProjectId project, SubjectKey key) {
        return catalog.read(db -> db.select(SEGMENT)
                .from(HELD)
                .join(UPLOAD)
                .on(ID.eq(OF_UPLOAD))
                .where(KEY.eq(key.value()), OF_UPLOAD.in(uploads(project, key)))
                .fetch(SEGMENT));
    }

    void delete(ProjectId project, SubjectKey key) {
        catalog.change(db -> db.deleteFrom(HELD)
                .where(KEY.eq(key.value()), OF_UPLOAD.in(uploads(project, key)))
                .execute());
    }

    /** While an upload is being read, it is not yet known what its keys are. */
    private static Select<Record1<String>> uploads(ProjectId project, SubjectKey key) {
        return select(ID)
                .from(UPLOAD)
                .where(
                        SEGMENT.in(select(UploadStore.OF_SEGMENT)
                                .from(UploadStore.OWNER)
                                .where(UploadStore.PROJECT.eq(project.value()))),
                        KIND.eq(key.kind()).or(STATE.ne(text(State.DONE))));
    }

    private static Select<Record1<String>> counting(String segment, KeyKind kind) {
        return select(ID).from(UPLOAD).where(SEGMENT.eq(segment), KIND.eq(text(kind)), STATE.eq(text(State.DONE)));
    }
}
