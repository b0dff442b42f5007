package io.muster.server.export.file;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import java.math.BigDecimal;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** How large the files are that the catalogue knows. */
@Repository
class KeptBytesStore {

    private final Catalog catalog;

    KeptBytesStore(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The bytes of all files that are kept, forms included. */
    long total() {
        return catalog.read(db -> total(db, "kept_bytes", "export") + total(db, "bytes", "export_form"));
    }

    private static long total(DSLContext db, String column, String of) {
        BigDecimal total = db.select(sum(field(name(column), Long.class)))
                .from(table(name(of)))
                .fetchSingle()
                .value1();
        return total == null ? 0 : total.longValue();
    }
}
