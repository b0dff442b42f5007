package io.muster.server.audit;

import io.muster.server.catalog.Catalog;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The triggers by which the database itself refuses to change the trail, as the migrations make them. */
final class AuditGuards {
    private static final List<String> OF_BOTH =
            List.of("audit_not_changed", "audit_not_deleted", "audit_head_not_deleted");
    private static final List<String> OF_SQLITE = List.of("audit_not_replaced", "audit_head_not_replaced");
    private static final List<String> OF_POSTGRESQL = List.of("audit_not_emptied", "audit_head_not_emptied");

    /** Those that refuse: one with the name and nothing in it does not count. */
    private static final String IN_SQLITE =
            "select name from sqlite_master where type = 'trigger' and sql like '%raise(abort%'";

    private static final String IN_POSTGRESQL = "select tgname from pg_trigger join pg_proc on pg_proc.oid = tgfoid"
            + " where tgrelid in (to_regclass('audit'), to_regclass('audit_head')) and tgenabled in ('O', 'A')"
            + " and prosrc like '%raise exception%'";

    private AuditGuards() {}

    /** The names of those that are not there, switched off, or refuse nothing. */
    static List<String> missing(Catalog catalog) {
        String asked = catalog.isShared() ? IN_POSTGRESQL : IN_SQLITE;
        Set<String> there = catalog.read(dsl -> dsl.fetch(asked).intoSet(0, String.class));
        return Stream.concat(OF_BOTH.stream(), (catalog.isShared() ? OF_POSTGRESQL : OF_SQLITE).stream())
                .filter(name -> !there.contains(name))
                .toList();
    }
}
