package io.muster.server.export.form;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Forms that were made besides the one that was asked for, in the catalogue. */
@Repository
class FormStore {

    private static final Table<Record> FORM = table(name("export_form"));
    private static final Field<String> EXPORT = field(name("export"), String.class);
    private static final Field<String> NAME = field(name("form"), String.class);
    private static final Field<String> TAG = field(name("tag"), String.class);
    private static final Field<Long> BYTES = field(name("bytes"), Long.class);
    private static final Field<String> SHA256 = field(name("sha256"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Table<Record> EXPORTS = table(name("export"));

    private final Catalog catalog;

    FormStore(Catalog catalog) {
        this.catalog = catalog;
    }

    Optional<MadeForm> find(String export, Form form) {
        return catalog.read(db -> db.select()
                .from(FORM)
                .where(EXPORT.eq(export), NAME.eq(form.ending()))
                .fetchOptional(FormStore::made));
    }

    List<MadeForm> list(String export) {
        return catalog.read(db ->
                db.select().from(FORM).where(EXPORT.eq(export)).orderBy(NAME).fetch(FormStore::made));
    }

    /** Keeps the form; false where the export is no longer there to have it. */
    boolean insert(String export, MadeForm form) {
        return catalog.transaction(db -> {
            boolean there = db.fetchExists(
                    EXPORTS,
                    field(name("id"), String.class)
                            .eq(export)
                            .and(field(name("state"), String.class).in("running", "succeeded")));
            if (there) {
                delete(export, form.form());
                db.insertInto(FORM)
                        .set(EXPORT, export)
                        .set(NAME, form.form().ending())
                        .set(TAG, form.tag())
                        .set(BYTES, form.proof().bytes())
                        .set(SHA256, form.proof().sha256())
                        .set(CREATED_AT, form.createdAt().toEpochMilli())
                        .execute();
            }
            return there;
        });
    }

    /** Forgets the form, whose file is gone. */
    void delete(String export, Form form) {
        catalog.change(db -> db.deleteFrom(FORM)
                .where(EXPORT.eq(export), NAME.eq(form.ending()))
                .execute());
    }

    /** Forgets all but that one; all where it is null. */
    void deleteAllBut(String export, @Nullable Form form) {
        catalog.change(db -> db.deleteFrom(FORM)
                .where(EXPORT.eq(export), form == null ? noCondition() : NAME.ne(form.ending()))
                .execute());
    }

    private static MadeForm made(Record row) {
        return new MadeForm(
                Form.parse(row.get(NAME)),
                row.get(TAG),
                new FileProof(row.get(BYTES), row.get(SHA256)),
                Instant.ofEpochMilli(row.get(CREATED_AT)));
    }
}
