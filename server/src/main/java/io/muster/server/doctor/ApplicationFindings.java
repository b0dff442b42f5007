package io.muster.server.doctor;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import io.muster.server.config.MusterProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** Applications that may more than they need, and what is kept of their secrets. */
final class ApplicationFindings {
    private static final Duration UNUSED = Duration.ofDays(90);

    private ApplicationFindings() {}

    static List<Finding> of(Catalog catalog, MusterProperties properties) {
        List<Finding> findings = new ArrayList<>();
        findings.add(revealing(catalog, properties.secret().reveal()));
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

    private static Finding revealing(Catalog catalog, boolean keepsSecrets) {
        if (keepsSecrets) {
            return Finding.advice(
                    "revealing",
                    "applications' secrets are kept to be shown again; muster.secret.reveal=false keeps hashes only.");
        }
        int sealed = catalog.read(dsl -> dsl.fetchCount(
                table(name("application")), field(name("secret_box")).isNotNull()));
        return sealed == 0
                ? Finding.good("revealing", "applications' secrets are hashes.")
                : Finding.advice(
                        "revealing",
                        sealed + (sealed == 1 ? " application's secret is" : " applications' secrets are")
                                + " still sealed in the catalogue; the server forgets such when it starts with"
                                + " muster.secret.reveal=false.");
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
