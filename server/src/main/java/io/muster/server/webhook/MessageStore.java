package io.muster.server.webhook;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Messages in the catalogue. */
@Repository
class MessageStore {

    private static final Table<Record> MESSAGE = table(name("message"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> PROJECT = field(name("project"), String.class);
    private static final Field<String> WEBHOOK = field(name("webhook"), String.class);
    private static final Field<String> URL = field(name("url"), String.class);
    private static final Field<String> RECEIVER = field(name("receiver"), String.class);
    private static final Field<String> EVENT = field(name("event"), String.class);
    private static final Field<String> SUBJECT = field(name("subject"), String.class);
    private static final Field<String> PAYLOAD = field(name("payload"), String.class);
    private static final Field<String> STATE = field(name("state"), String.class);
    private static final Field<Integer> ATTEMPTS = field(name("attempts"), Integer.class);
    private static final Field<Integer> SERIES_START = field(name("series_start"), Integer.class);
    private static final Field<Boolean> ONCE = field(name("once"), Boolean.class);
    private static final Field<Long> NEXT_ATTEMPT = field(name("next_attempt"), Long.class);
    private static final Field<Long> LEASE_UNTIL = field(name("lease_until"), Long.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> FINISHED_AT = field(name("finished_at"), Long.class);

    private final Catalog catalog;

    MessageStore(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Adds a message; with a lease, it is its maker's to send until then. */
    void insert(Message message, @Nullable Instant leaseUntil) {
        catalog.change(dsl -> dsl.insertInto(MESSAGE)
                .set(ID, message.id())
                .set(PROJECT, message.project().value())
                .set(WEBHOOK, message.receiver().webhook())
                .set(URL, message.receiver().url().toString())
                .set(RECEIVER, message.receiver().name())
                .set(EVENT, message.event())
                .set(SUBJECT, message.subject())
                .set(PAYLOAD, message.payload())
                .set(STATE, message.state().code())
                .set(ATTEMPTS, 0)
                .set(SERIES_START, 0)
                .set(ONCE, message.once())
                .set(NEXT_ATTEMPT, millis(message.nextAttempt()))
                .set(LEASE_UNTIL, millis(leaseUntil))
                .set(CREATED_AT, message.createdAt().toEpochMilli())
                .execute());
    }

    Optional<Message> find(String id) {
        return catalog.read(dsl -> dsl.selectFrom(MESSAGE).where(ID.eq(id)).fetchOptional(MessageStore::message));
    }

    /** Newest first, ids below {@code before}; what is null does not choose. */
    List<Message> list(
            ProjectId project,
            @Nullable String webhook,
            @Nullable MessageState state,
            @Nullable String before,
            int limit) {
        return catalog.read(dsl -> dsl.selectFrom(MESSAGE)
                .where(
                        PROJECT.eq(project.value()),
                        webhook == null ? noCondition() : WEBHOOK.eq(webhook),
                        state == null ? noCondition() : STATE.eq(state.code()),
                        before == null ? noCondition() : ID.lt(before))
                .orderBy(ID.desc())
                .limit(limit)
                .fetch(MessageStore::message));
    }

    /** Messages whose time has come, longest due first, but none of or for those projects and receivers. */
    List<Message> due(Instant now, Collection<String> full, int limit) {
        return catalog.read(dsl -> dsl.selectFrom(MESSAGE)
                .where(NEXT_ATTEMPT.le(now.toEpochMilli()), free(now), PROJECT.notIn(full), RECEIVER.notIn(full))
                .orderBy(NEXT_ATTEMPT, ID)
                .limit(limit)
                .fetch(MessageStore::message));
    }

    /** Takes a message that is due; false where another has. */
    boolean claim(String id, Instant now, Instant leaseUntil) {
        return catalog.transaction(dsl -> dsl.update(MESSAGE)
                        .set(LEASE_UNTIL, leaseUntil.toEpochMilli())
                        .where(ID.eq(id), NEXT_ATTEMPT.le(now.toEpochMilli()), free(now))
                        .execute())
                > 0;
    }

    /** Frees what a dead process held. Only for SQLite: there, no other process can be alive. */
    void releaseAll() {
        catalog.change(dsl -> {
            if (dsl.dialect() == SQLDialect.SQLITE) {
                dsl.update(MESSAGE)
                        .setNull(LEASE_UNTIL)
                        .where(LEASE_UNTIL.isNotNull())
                        .execute();
            }
        });
    }

    /** Says what became of a message that was sent, and ends its lease. */
    void attempted(String id, int attempts, MessageState state, @Nullable Instant next, Instant now) {
        catalog.change(dsl -> dsl.update(MESSAGE)
                .set(ATTEMPTS, attempts)
                .set(STATE, state.code())
                .set(NEXT_ATTEMPT, millis(next))
                .setNull(LEASE_UNTIL)
                .set(FINISHED_AT, next == null ? now.toEpochMilli() : null)
                .where(ID.eq(id))
                .execute());
    }

    /** Has a message sent now, and then again as if it were new. */
    void restart(String id, Instant now) {
        catalog.change(dsl -> dsl.update(MESSAGE)
                .set(STATE, MessageState.PENDING.code())
                .set(SERIES_START, ATTEMPTS)
                .set(NEXT_ATTEMPT, now.toEpochMilli())
                .setNull(FINISHED_AT)
                .where(ID.eq(id))
                .execute());
    }

    int sweep(Instant before) {
        return catalog.transaction(dsl -> dsl.deleteFrom(MESSAGE)
                .where(FINISHED_AT.lt(before.toEpochMilli()))
                .execute());
    }

    private static Condition free(Instant now) {
        return LEASE_UNTIL.isNull().or(LEASE_UNTIL.lt(now.toEpochMilli()));
    }

    private static Message message(Record row) {
        return new Message(
                row.get(ID),
                new ProjectId(row.get(PROJECT)),
                new Receiver(row.get(WEBHOOK), URI.create(row.get(URL)), row.get(RECEIVER)),
                row.get(EVENT),
                row.get(SUBJECT),
                row.get(PAYLOAD),
                MessageState.valueOf(row.get(STATE).toUpperCase(Locale.ROOT)),
                row.get(ATTEMPTS),
                row.get(SERIES_START),
                row.get(ONCE),
                instant(row.get(NEXT_ATTEMPT)),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                instant(row.get(FINISHED_AT)));
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
