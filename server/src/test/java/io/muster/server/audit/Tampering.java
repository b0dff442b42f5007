package io.muster.server.audit;

import io.muster.server.catalog.Catalog;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Changes the audit trail as somebody does who owns the database. */
public final class Tampering {
    private Tampering() {}

    /** Runs the statement with nothing in its way; what was in it is there again afterwards. */
    public static void execute(Catalog catalog, String sql, @Nullable Object... values) {
        catalog.change(dsl -> {
            if (catalog.isShared()) {
                triggers(dsl, "disable");
                dsl.execute(sql, values);
                triggers(dsl, "enable");
            } else {
                var all = dsl.fetch(
                        "select name, sql from sqlite_master where type = 'trigger' and tbl_name like 'audit%'");
                all.forEach(row -> dsl.execute("drop trigger " + row.get(0, String.class)));
                dsl.execute(sql, values);
                all.forEach(row -> dsl.connection(it -> {
                    try (var statement = it.createStatement()) {
                        statement.execute(row.get(1, String.class));
                    }
                }));
            }
        });
    }

    private static void triggers(DSLContext dsl, String how) {
        dsl.execute("alter table audit " + how + " trigger all");
        dsl.execute("alter table audit_head " + how + " trigger all");
    }
}
