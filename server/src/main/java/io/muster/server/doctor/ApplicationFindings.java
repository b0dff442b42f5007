package io.muster.server.doctor;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** Applications that may more than they need. */
final class ApplicationFindings {
    private static final Duration UNUSED = Duration.ofDays(90);

    private ApplicationFindings() {}

    static List<Finding> of(Catalog catalog) {
        List<Finding> findings = new ArrayList<>();
        List<String> mighty = ids(
                catalog,
                field(name("scopes"), String.class)
                        .contains("admin")
                        .and(field(name("every_project"), Boolean.class).isTrue())
                        .and(field(name("addresses"), String.class).eq("")));
        findings.add(
                mighty.isEmpty()
                        ? Finding.good("applications", "none may do everything from everywhere.")
                        : Finding.advice(
                                "applications",
                                listed(mighty) + " may do everything from everywhere; give allowed_addresses, or use"
                                        + " applications with fewer scopes."));
        long since = Instant.now().minus(UNUSED).toEpochMilli();
        List<String> unused = ids(
                catalog,
                DSL.coalesce(field(name("last_used"), Long.class), field(name("created_at"), Long.class))
                        .lt(since));
        findings.add(
                unused.isEmpty()
                        ? Finding.good("unused keys", "every application was used within 90 days.")
                        : Finding.advice("unused keys", listed(unused) + " were not used for 90 days; disable them."));
        return findings;
    }

    private static List<String> ids(Catalog catalog, Condition condition) {
        return catalog.read(dsl -> dsl.select(field(name("client_id"), String.class))
                .from(table(name("application")))
                .where(field(name("enabled"), Boolean.class).isTrue())
                .and(condition)
                .orderBy(field(name("client_id")))
                .fetch(row -> row.value1()));
    }

    private static String listed(List<String> ids) {
        int shown = Math.min(ids.size(), 3);
        String names = String.join(", ", ids.subList(0, shown));
        return ids.size() > shown ? names + " and " + (ids.size() - shown) + " more" : names;
    }
}
