package io.muster.server.export.file;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What is in the bucket, in the catalogue. */
@Repository
class StoredFileStore {

    private static final Table<Record> FILE = table(name("stored_file"));
    private static final Field<String> EXPORT = field(name("stored_file", "export"), String.class);
    private static final Field<String> NAME = field(name("stored_file", "name"), String.class);
    private static final Field<String> PROJECT = field(name("project"), String.class);
    private static final Field<String> KEY = field(name("object_key"), String.class);
    private static final Field<Long> BYTES = field(name("bytes"), Long.class);
    private static final Field<String> SHA256 = field(name("sha256"), String.class);
    private static final Field<String> UPLOAD = field(name("upload"), String.class);
    private static final Field<Long> CREATED_AT = field(name("stored_file", "created_at"), Long.class);
    private static final Field<Long> STORED_AT = field(name("stored_at"), Long.class);

    private final Catalog catalog;

    StoredFileStore(Catalog catalog) {
        this.catalog = catalog;
    }

    Optional<StoredFile> find(String export, String file) {
        return catalog.read(db -> db.select().from(FILE).where(is(export, file)).fetchOptional(StoredFileStore::file));
    }

    List<StoredFile> list(String export) {
        return list(EXPORT.eq(export), Integer.MAX_VALUE);
    }

    List<StoredFile> listOf(ProjectId project) {
        return list(PROJECT.eq(project.value()), Integer.MAX_VALUE);
    }

    /** Files of exports that are deleted or came to nothing. */
    List<StoredFile> listUnowned(int limit) {
        return list(isUnowned(), limit);
    }

    List<StoredFile> listUnowned(ProjectId project) {
        return list(PROJECT.eq(project.value()).and(isUnowned()), Integer.MAX_VALUE);
    }

    private static Condition isUnowned() {
        Condition wanted = exists(selectOne()
                .from(table(name("export")))
                .where(
                        field(name("export", "id"), String.class).eq(EXPORT),
                        field(name("export", "state"), String.class)
                                .in("queued", "running")
                                .or(field(name("export", "kept_bytes"), Long.class)
                                        .isNotNull())));
        return wanted.not();
    }

    /** Files of forms that were begun before that instant, and that the catalogue does not know. */
    List<StoredFile> listUnknownForms(Instant before, int limit) {
        Field<String> tag = field(name("export_form", "tag"), String.class);
        Condition unknown = notExists(selectOne()
                .from(table(name("export_form")))
                .where(
                        field(name("export_form", "export"), String.class).eq(EXPORT),
                        NAME.startsWith(val("form-").concat(tag).concat(val(".")))));
        return list(
                NAME.startsWith("form-")
                        .and(CREATED_AT.lt(before.toEpochMilli()))
                        .and(unknown),
                limit);
    }

    void insert(StoredFile file) {
        catalog.change(db -> db.insertInto(FILE)
                .set(field(name("export"), String.class), file.export())
                .set(field(name("name"), String.class), file.name())
                .set(PROJECT, file.project())
                .set(KEY, file.key())
                .set(BYTES, file.bytes())
                .set(SHA256, file.sha256())
                .set(field(name("created_at"), Long.class), file.createdAt().toEpochMilli())
                .execute());
    }

    /** Says that it is all there. */
    void stored(StoredFile file, Instant now) {
        catalog.change(db -> db.update(FILE)
                .set(STORED_AT, now.toEpochMilli())
                .where(is(file.export(), file.name()))
                .execute());
    }

    /** Says which upload of it is under way; null for none. */
    void upload(StoredFile file, @Nullable String upload) {
        catalog.change(db -> db.update(FILE)
                .set(UPLOAD, upload)
                .where(is(file.export(), file.name()))
                .execute());
    }

    Optional<String> upload(StoredFile file) {
        return find(file.export(), file.name()).map(StoredFile::upload);
    }

    void delete(StoredFile file) {
        catalog.change(
                db -> db.deleteFrom(FILE).where(is(file.export(), file.name())).execute());
    }

    private static Condition is(String export, String file) {
        return EXPORT.eq(export).and(NAME.eq(file));
    }

    private List<StoredFile> list(Condition condition, int limit) {
        return catalog.read(db -> db.select()
                .from(FILE)
                .where(condition)
                .orderBy(EXPORT, NAME)
                .limit(limit)
                .fetch(StoredFileStore::file));
    }

    private static StoredFile file(Record row) {
        Long storedAt = row.get(STORED_AT);
        return new StoredFile(
                row.get(EXPORT),
                row.get(NAME),
                row.get(PROJECT),
                row.get(KEY),
                row.get(BYTES),
                row.get(SHA256),
                row.get(UPLOAD),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                storedAt == null ? null : Instant.ofEpochMilli(storedAt));
    }
}
