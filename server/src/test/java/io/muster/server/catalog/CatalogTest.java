package io.muster.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class CatalogTest {
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);

    private final Catalog catalog;
    private final String id = UUID.randomUUID().toString();

    CatalogTest(Database database) {
        this.catalog = TestServer.on(database).bean(Catalog.class);
    }

    @Test
    void writersThatReadFirstDoNotLoseEachOthersWork() throws Exception {
        catalog.change(dsl -> insert(dsl, id));
        int writers = 16;
        int rounds = 10;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                all.add(threads.submit(() -> {
                    for (int round = 0; round < rounds; round++) {
                        catalog.change(dsl -> dsl.update(table(name("organization")))
                                .set(CREATED_AT, CREATED_AT.plus(1))
                                .where(ID.eq(id))
                                .execute());
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(createdAt()).isEqualTo((long) writers * rounds);
    }

    @Test
    void aTransactionThatThrowsLeavesNothing() {
        assertThatThrownBy(() -> catalog.change(dsl -> {
                    insert(dsl, id);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(exists()).isFalse();
    }

    @Test
    void aTransactionInsideAnotherIsPartOfIt() {
        List<String> hooks = new ArrayList<>();
        assertThatThrownBy(() -> catalog.change(outer -> {
                    catalog.change(inner -> insert(inner, id));
                    catalog.afterCommit(() -> hooks.add("inner"));
                    assertThat(exists()).as("seen from inside").isTrue();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(exists()).isFalse();
        assertThat(hooks).isEmpty();
    }

    @Test
    void whatFollowsACommitComesAfterIt() {
        List<Boolean> seen = new ArrayList<>();
        catalog.change(dsl -> {
            insert(dsl, id);
            catalog.afterCommit(() -> seen.add(exists()));
        });

        assertThat(seen).containsExactly(true);
    }

    @Test
    void whatOnlyReadsCannotWriteOnSqlite() {
        assertThatThrownBy(() -> catalog.read(dsl -> {
                    if (dsl.dialect() != org.jooq.SQLDialect.SQLITE) {
                        throw new IllegalStateException("PostgreSQL has one pool for both");
                    }
                    return insert(dsl, id);
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(exists()).isFalse();
    }

    private boolean exists() {
        return catalog.read(dsl -> dsl.fetchExists(table(name("organization")), ID.eq(id)));
    }

    private long createdAt() {
        Long found = catalog.read(dsl -> dsl.select(CREATED_AT)
                .from(table(name("organization")))
                .where(ID.eq(id))
                .fetchSingle(CREATED_AT));
        return Objects.requireNonNull(found);
    }

    private static int insert(DSLContext dsl, String id) {
        return dsl.insertInto(table(name("organization")))
                .set(ID, id)
                .set(field(name("name"), String.class), "Test")
                .set(CREATED_AT, 0L)
                .execute();
    }
}
