package io.muster.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.junit.jupiter.api.Test;

/** The server's own work commits too, so that how often something is looked up is known at most. */
@OnEachDatabase
class RememberedTest {
    private static final Table<Record> ORGANIZATION = table(name("organization"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final int TIMES = 1_000;

    private final Catalog catalog;
    private final Remembered<String, String> names;
    private final AtomicInteger asked = new AtomicInteger();
    private final String id = UUID.randomUUID().toString();

    RememberedTest(Database database) {
        this.catalog = TestServer.on(database).bean(Catalog.class);
        this.names = new Remembered<>(catalog);
    }

    @Test
    void isAskedForOnceUnlessOthersWriteToo() {
        insert("First");

        for (int i = 0; i < TIMES; i++) {
            assertThat(find()).contains("First");
        }

        if (catalog.isShared()) {
            assertThat(asked).hasValue(TIMES);
        } else {
            assertThat(asked.get()).isLessThan(TIMES / 2);
        }
    }

    @Test
    void whatIsCommittedIsSeenAtOnce() {
        assertThat(find()).isEmpty();
        insert("First");
        assertThat(find()).contains("First");

        for (int i = 0; i < TIMES / 10; i++) {
            String next = "Name " + i;
            rename(next);
            assertThat(find()).contains(next);
        }

        catalog.change(db -> db.deleteFrom(ORGANIZATION).where(ID.eq(id)).execute());
        assertThat(find()).isEmpty();
    }

    @Test
    void aTransactionSeesItsOwnChangesAndNobodyElseDoes() {
        insert("First");
        assertThat(find()).contains("First");

        assertThatThrownBy(() -> catalog.change(db -> {
                    db.update(ORGANIZATION).set(NAME, "Second").where(ID.eq(id)).execute();
                    assertThat(find()).contains("Second");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(find()).contains("First");
    }

    @Test
    void whatACommitOvertookIsNotKept() {
        insert("First");

        Optional<String> overtaken = names.find(id, key -> {
            Optional<String> found = load(key);
            rename("Second");
            return found;
        });

        assertThat(overtaken).contains("First");
        assertThat(find()).contains("Second");
    }

    @Test
    void whatIsNoLongerGoodIsAskedForAgain() {
        insert("First");
        assertThat(find()).contains("First");

        Optional<String> other = names.find(id, _ -> false, _ -> Optional.of("Another"));

        assertThat(other).contains("Another");
    }

    private Optional<String> find() {
        return names.find(id, key -> {
            asked.incrementAndGet();
            return load(key);
        });
    }

    private Optional<String> load(String key) {
        return catalog.read(
                db -> db.select(NAME).from(ORGANIZATION).where(ID.eq(key)).fetchOptional(NAME));
    }

    private void rename(String name) {
        catalog.change(
                db -> db.update(ORGANIZATION).set(NAME, name).where(ID.eq(id)).execute());
    }

    private void insert(String name) {
        catalog.change(db -> db.insertInto(ORGANIZATION)
                .set(ID, id)
                .set(NAME, name)
                .set(CREATED_AT, 0L)
                .execute());
    }
}
