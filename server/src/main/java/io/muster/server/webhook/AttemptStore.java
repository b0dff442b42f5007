package io.muster.server.webhook;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.stereotype.Repository;

/** What receivers answered. */
@Repository
class AttemptStore {

    private static final Table<Record> ATTEMPT = table(name("message_attempt"));
    private static final Field<String> MESSAGE = field(name("message"), String.class);
    private static final Field<Integer> NUMBER = field(name("number"), Integer.class);
    private static final Field<Long> STARTED_AT = field(name("started_at"), Long.class);
    private static final Field<Long> MILLIS = field(name("millis"), Long.class);
    private static final Field<Integer> STATUS = field(name("status"), Integer.class);
    private static final Field<String> RESPONSE = field(name("response"), String.class);
    private static final Field<String> ERROR = field(name("error"), String.class);

    private final Catalog catalog;

    AttemptStore(Catalog catalog) {
        this.catalog = catalog;
    }

    void insert(String message, Attempt attempt) {
        catalog.change(dsl -> dsl.insertInto(ATTEMPT)
                .set(MESSAGE, message)
                .set(NUMBER, attempt.number())
                .set(STARTED_AT, attempt.startedAt().toEpochMilli())
                .set(MILLIS, attempt.millis())
                .set(STATUS, attempt.status())
                .set(RESPONSE, attempt.response())
                .set(ERROR, attempt.error())
                .onConflict(MESSAGE, NUMBER)
                .doNothing()
                .execute());
    }

    /** What a receiver answered to a message. */
    record Answer(String message, int number, String response) {}

    /** All answers of the project's receivers that are kept. */
    List<Answer> ofProject(String project) {
        return catalog.read(dsl -> dsl.select(MESSAGE, NUMBER, RESPONSE)
                .from(ATTEMPT)
                .where(
                        RESPONSE.isNotNull(),
                        MESSAGE.in(select(field(name("id"), String.class))
                                .from(table(name("message")))
                                .where(field(name("project"), String.class).eq(project))))
                .fetch(row -> new Answer(row.value1(), row.value2(), row.value3())));
    }

    void forget(Answer answer) {
        catalog.change(dsl -> dsl.update(ATTEMPT)
                .setNull(RESPONSE)
                .where(MESSAGE.eq(answer.message()), NUMBER.eq(answer.number()))
                .execute());
    }

    /** First to last. */
    List<Attempt> of(String message) {
        return catalog.read(dsl -> dsl.selectFrom(ATTEMPT)
                .where(MESSAGE.eq(message))
                .orderBy(NUMBER)
                .fetch(row -> new Attempt(
                        row.get(NUMBER),
                        Instant.ofEpochMilli(row.get(STARTED_AT)),
                        row.get(MILLIS),
                        row.get(STATUS),
                        row.get(RESPONSE),
                        row.get(ERROR))));
    }
}
