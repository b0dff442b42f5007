package io.muster.server.idempotency;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.muster.server.access.Caller;
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
    private static final Field<String> CALLER = field(name("caller"), String.class);
    private static final Field<String> APPLICATION = field(name("application"), String.class);
    private static final Field<String> PERSON = field(name("person"), String.class);
    private static final Field<String> ORGANIZATION = field(name("organization"), String.class);
    private static final Field<String> PROJECT = field(name("project"), String.class);
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
    Optional<Remembered> begin(IdempotencyKey request, String key, String requestHash, long now, long leaseUntil) {
        Caller caller = request.caller();
        return catalog.transaction(dsl -> {
            dsl.deleteFrom(IDEMPOTENCY)
                    .where(is(caller.id(), key), STATE.eq(RUNNING), LEASE_UNTIL.lt(now))
                    .execute();
            int inserted = dsl.insertInto(IDEMPOTENCY)
                    .set(CALLER, caller.id())
                    .set(KEY, key)
                    .set(caller.kind() == Caller.Kind.PERSON ? PERSON : APPLICATION, caller.id())
                    .set(ORGANIZATION, caller.organization())
                    .set(PROJECT, request.project())
                    .set(REQUEST_HASH, requestHash)
                    .set(STATE, RUNNING)
                    .set(LEASE_UNTIL, leaseUntil)
                    .set(CREATED_AT, now)
                    .onConflict(CALLER, KEY)
                    .doNothing()
                    .execute();
            return inserted > 0
                    ? Optional.empty()
                    : dsl.selectFrom(IDEMPOTENCY)
                            .where(is(caller.id(), key))
                            .fetchOptional(IdempotencyStore::remembered);
        });
    }

    /** An answer that is kept. */
    record Kept(String caller, String key, String response) {}

    /** The answers that are kept for requests that concerned the project, or its organization as a whole. */
    List<Kept> list(String project) {
        Select<Record1<String>> organization = select(ORGANIZATION)
                .from(table(name("project")))
                .where(field(name("id"), String.class).eq(project));
        return catalog.read(dsl -> dsl.select(CALLER, KEY, RESPONSE)
                .from(IDEMPOTENCY)
                .where(
                        RESPONSE.isNotNull(),
                        ORGANIZATION.in(organization),
                        PROJECT.isNull().or(PROJECT.eq(project)))
                .fetch(row -> new Kept(row.value1(), row.value2(), row.value3())));
    }

    void extend(String caller, String key, long leaseUntil) {
        catalog.change(dsl -> dsl.update(IDEMPOTENCY)
                .set(LEASE_UNTIL, leaseUntil)
                .where(is(caller, key), STATE.eq(RUNNING))
                .execute());
    }

    void finish(String caller, String key, @Nullable String bodyHash, Made made, String response) {
        catalog.change(dsl -> dsl.update(IDEMPOTENCY)
                .set(STATE, DONE)
                .set(BODY_HASH, bodyHash)
                .set(STATUS, made.status())
                .set(RESPONSE, response)
                .set(LOCATION, made.location())
                .set(PROJECT, made.project() == null ? PROJECT : val(made.project()))
                .where(is(caller, key))
                .execute());
    }

    void forget(String caller, String key) {
        catalog.change(dsl -> dsl.deleteFrom(IDEMPOTENCY)
                .where(is(caller, key), STATE.eq(RUNNING))
                .execute());
    }

    /** Forgets a request that was answered. */
    void delete(Kept kept) {
        catalog.change(dsl ->
                dsl.deleteFrom(IDEMPOTENCY).where(is(kept.caller(), kept.key())).execute());
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

    private static Condition is(String caller, String key) {
        return CALLER.eq(caller).and(KEY.eq(key));
    }

    private static Remembered remembered(Record row) {
        return new Remembered(
                row.get(REQUEST_HASH), row.get(BODY_HASH), row.get(STATUS), row.get(RESPONSE), row.get(LOCATION));
    }
}
