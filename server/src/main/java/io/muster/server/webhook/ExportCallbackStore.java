package io.muster.server.webhook;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import java.util.Collection;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.stereotype.Repository;

/** Which exports call back where. */
@Repository
class ExportCallbackStore {

    private static final Table<Record> CALLBACK = table(name("export_callback"));
    private static final Field<String> EXPORT = field(name("export"), String.class);
    private static final Field<String> URL = field(name("url"), String.class);

    /** Identifiers that one statement asks for; databases bound it. */
    private static final int AT_ONCE = 10_000;

    private final Catalog catalog;

    ExportCallbackStore(Catalog catalog) {
        this.catalog = catalog;
    }

    void insert(String export, String url) {
        catalog.change(dsl ->
                dsl.insertInto(CALLBACK).set(EXPORT, export).set(URL, url).execute());
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
