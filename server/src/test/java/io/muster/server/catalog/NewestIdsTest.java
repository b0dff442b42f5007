package io.muster.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class NewestIdsTest {
    /** Tables whose ids come from elsewhere, or that are in no order of theirs. */
    private static final Set<String> OTHERS =
            Set.of("organization", "receipt_key", "revoked_token", "rate_bucket", "secret_key");

    private final TestServer server;

    NewestIdsTest(Database database) {
        this.server = TestServer.on(database);
    }

    @Test
    void asksEveryTableThatHasIds() {
        Set<String> asked = new TreeSet<>(NewestIds.TABLES);
        asked.addAll(OTHERS);

        Set<String> there = server.bean(Catalog.class)
                .read(dsl -> dsl.meta().getTables().stream()
                        .filter(it -> it.field("id") != null)
                        .map(it -> it.getName())
                        .filter(it -> !it.startsWith("pg_") && !it.startsWith("sqlite_"))
                        .collect(Collectors.toCollection(TreeSet::new)));

        assertThat(asked).containsAll(there);
        assertThat(there).containsAll(NewestIds.TABLES);
    }

    @Test
    void findsTheTimeOfTheNewest() {
        Catalog catalog = server.bean(Catalog.class);
        String id = server.owner().get(Shop.empty(server.owner()).path("")).at("/id");
        long made = catalog.read(dsl -> dsl.select(field(name("created_at"), Long.class))
                .from(table(name("project")))
                .where(field(name("id"), String.class).eq(id))
                .fetchSingle()
                .value1());

        assertThat(NewestIds.time(catalog)).isPresent();
        assertThat(NewestIds.time(catalog).getAsLong()).isGreaterThanOrEqualTo(made - 1000);
    }
}
