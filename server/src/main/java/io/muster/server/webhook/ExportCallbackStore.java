package io.muster.server.webhook;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Which exports call back where. */
@Repository
class ExportCallbackStore {

    private static final Table<Record> CALLBACK = table(name("export_callback"));
    private static final Field<String> EXPORT = field(name("export"), String.class);
    private static final Field<String> URL = field(name("url"), String.class);
    private static final Field<String> FORM = field(name("form"), String.class);

    /** Identifiers that one statement asks for; databases bound it. */
    private static final int AT_ONCE = 10_000;

    private final Catalog catalog;

    ExportCallbackStore(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Where an export calls back.
     *
     * @param form in whose words, null for our own
     */
    record Target(String url, @Nullable String form) {}

    void insert(String export, String url, @Nullable String form) {
        catalog.change(dsl -> dsl.insertInto(CALLBACK)
                .set(EXPORT, export)
                .set(URL, url)
                .set(FORM, form)
                .execute());
    }

    Optional<Target> find(String export) {
        return catalog.read(dsl -> dsl.selectFrom(CALLBACK)
                .where(EXPORT.eq(export))
                .fetchOptional(row -> new Target(row.get(URL), row.get(FORM))));
    }

    /** URLs by export, of no more exports than a page has. */
    Map<String, String> find(Collection<String> exports) {
        if (exports.size() > AT_ONCE) {
            throw new IllegalArgumentException(exports.size() + " exports at once");
        }
        return catalog.read(
                dsl -> dsl.selectFrom(CALLBACK).where(EXPORT.in(exports)).fetchMap(EXPORT, URL));
    }
}
