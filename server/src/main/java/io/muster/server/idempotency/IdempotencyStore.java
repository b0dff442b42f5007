package io.muster.server.idempotency;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class IdempotencyStore {
    private static final Table<Record> IDEMPOTENCY = table(name("idempotency"));
    private static final Field<String> APPLICATION = field(name("application"), String.class);
    private static final Field<String> KEY = field(name("key"), String.class);
    private static final Field<String> REQUEST_HASH = field(name("request_hash"), String.class);
    private static final Field<String> BODY_HASH = field(name("body_hash"), String.class);
    private static final Field<String> STATE = field(name("state"), String.class);
    private static final Field<Integer> STATUS = field(name("status"), Integer.class);
    private static final Field<String> RESPONSE = field(name("response"), String.class);
    private static final Field<String> LOCATION = field(name("location"), String.class);
    private static final Field<Long> LEASE_UNTIL = field(name("lease_until"), Long.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final String RUNNING = "running";
    private static final String DONE = "done";

    private final Catalog catalog;

    IdempotencyStore(Catalog catalog) {
        this.catalog = catalog;
    }

    /** A request remembered; {@code status} null while it runs. */
    record Remembered(
            String requestHash,
            @Nullable String bodyHash,
            @Nullable Integer status,
            @Nullable String response,
            @Nullable String location) {}

    /** Begins; empty where that succeeded, else what is there already. A first try that died is replaced. */
    Optional<Remembered> begin(String application, String key, String requestHash, long now, long leaseUntil) {
        return catalog.transaction(dsl -> {
            dsl.deleteFrom(IDEMPOTENCY)
                    .where(is(application, key), STATE.eq(RUNNING), LEASE_UNTIL.lt(now))
                    .execute();
            int inserted = dsl.insertInto(IDEMPOTENCY)
                    .set(APPLICATION, application)
                    .set(KEY, key)
                    .set(REQUEST_HASH, requestHash)
                    .set(STATE, RUNNING)
                    .set(LEASE_UNTIL, leaseUntil)
                    .set(CREATED_AT, now)
                    .onConflictDoNothing()
                    .execute();
            return inserted > 0
                    ? Optional.empty()
                    : dsl.selectFrom(IDEMPOTENCY)
                            .where(is(application, key))
                            .fetchOptional(IdempotencyStore::remembered);
        });
    }

    /** An answer that is kept. */
    record Kept(String application, String key, String response) {}

    /** All answers that are kept for callers of the project's organization. */
    List<Kept> ofOrganizationOf(String project) {
        Select<Record1<String>> organization = select(field(name("organization"), String.class))
                .from(table(name("project")))
                .where(field(name("id"), String.class).eq(project));
        return catalog.read(dsl -> dsl.select(APPLICATION, KEY, RESPONSE)
                .from(IDEMPOTENCY)
                .where(RESPONSE.isNotNull(), APPLICATION.in(callers(organization)))
                .fetch(row -> new Kept(row.value1(), row.value2(), row.value3())));
    }

    private static Select<Record1<String>> callers(Select<Record1<String>> organization) {
        Field<String> of = field(name("organization"), String.class);
        return select(field(name("client_id"), String.class))
                .from(table(name("application")))
                .where(of.in(organization))
                .unionAll(select(field(name("person"), String.class))
                        .from(table(name("person_role")))
                        .where(of.in(organization)));
    }

    void extend(String application, String key, long leaseUntil) {
        catalog.change(dsl -> dsl.update(IDEMPOTENCY)
                .set(LEASE_UNTIL, leaseUntil)
                .where(is(application, key), STATE.eq(RUNNING))
                .execute());
    }

    void finish(String application, String key, @Nullable String bodyHash, Made made, String response) {
        catalog.change(dsl -> dsl.update(IDEMPOTENCY)
                .set(STATE, DONE)
                .set(BODY_HASH, bodyHash)
                .set(STATUS, made.status())
                .set(RESPONSE, response)
                .set(LOCATION, made.location())
                .where(is(application, key))
                .execute());
    }

    void forget(String application, String key) {
        catalog.change(dsl -> dsl.deleteFrom(IDEMPOTENCY)
                .where(is(application, key), STATE.eq(RUNNING))
                .execute());
    }

    /** Forgets a request that was answered. */
    void delete(Kept kept) {
        catalog.change(dsl -> dsl.deleteFrom(IDEMPOTENCY)
                .where(is(kept.application(), kept.key()))
                .execute());
    }

    /** Only for SQLite: there, no other process can be at work. */
    void forgetDead() {
        catalog.change(dsl -> {
            if (dsl.dialect() == SQLDialect.SQLITE) {
                dsl.deleteFrom(IDEMPOTENCY).where(STATE.eq(RUNNING)).execute();
            }
        });
    }

    void sweep(long before) {
        catalog.change(
                dsl -> dsl.deleteFrom(IDEMPOTENCY).where(CREATED_AT.lt(before)).execute());
    }

    private static Condition is(String application, String key) {
        return APPLICATION.eq(application).and(KEY.eq(key));
    }

    private static Remembered remembered(Record row) {
        return new Remembered(
                row.get(REQUEST_HASH), row.get(BODY_HASH), row.get(STATUS), row.get(RESPONSE), row.get(LOCATION));
    }
}
