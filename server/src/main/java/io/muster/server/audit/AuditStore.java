package io.muster.server.audit;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Repository
class AuditStore {
    private static final Table<Record> AUDIT = table(name("audit"));
    static final Field<String> ORGANIZATION = text("organization");
    static final Field<Long> SEQ = number("seq");
    static final Field<Long> AT = number("at");
    static final Field<String> ACTOR = text("actor");
    static final Field<String> ACTION = text("action");
    static final Field<String> PROJECT = text("project");
    static final Field<String> RESULT = text("result");
    private static final Field<String> ENTRY = text("entry");
    private static final Field<String> HASH = text("hash");
    private static final Table<Record> HEAD = table(name("audit_head"));
    private static final Table<Record> APPLICATION = table(name("application"));

    private final Catalog catalog;

    AuditStore(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @param write makes the entry's JSON of its number */
    void append(AuditEvent event, long at, LongFunction<String> write) {
        catalog.change(dsl -> {
            // Updating first makes writers of one chain wait for each other.
            if (lift(dsl, event.organization()) == 0) {
                dsl.insertInto(HEAD)
                        .set(ORGANIZATION, event.organization())
                        .set(SEQ, 0L)
                        .set(HASH, AuditEntry.START)
                        .onConflictDoNothing()
                        .execute();
                lift(dsl, event.organization());
            }
            Record head = dsl.selectFrom(HEAD)
                    .where(ORGANIZATION.eq(event.organization()))
                    .fetchSingle();
            String entry = write.apply(head.get(SEQ));
            String hash = AuditEntry.hash(head.get(HASH), entry);
            insert(dsl, event, at, new AuditEntry(head.get(SEQ), entry, hash));
        });
    }

    private static int lift(DSLContext dsl, String organization) {
        return dsl.update(HEAD)
                .set(SEQ, SEQ.plus(1))
                .where(ORGANIZATION.eq(organization))
                .execute();
    }

    private static void insert(DSLContext dsl, AuditEvent event, long at, AuditEntry entry) {
        dsl.insertInto(AUDIT)
                .set(ORGANIZATION, event.organization())
                .set(SEQ, entry.seq())
                .set(AT, at)
                .set(ENTRY, entry.entry())
                .set(ACTOR, event.actor())
                .set(ACTION, event.action())
                .set(PROJECT, event.project())
                .set(RESULT, event.result())
                .set(HASH, entry.hash())
                .execute();
        dsl.update(HEAD)
                .set(HASH, entry.hash())
                .where(ORGANIZATION.eq(event.organization()))
                .execute();
    }

    /** Newest first, below {@code before}. */
    List<AuditEntry> newest(Condition which, long before, int limit) {
        return catalog.read(dsl -> dsl.selectFrom(AUDIT)
                .where(which, SEQ.lt(before))
                .orderBy(SEQ.desc())
                .limit(limit)
                .fetch(AuditStore::entry));
    }

    /** Oldest first, above {@code after}. */
    List<AuditEntry> oldest(Condition which, long after, int limit) {
        return catalog.read(dsl -> dsl.selectFrom(AUDIT)
                .where(which, SEQ.gt(after))
                .orderBy(SEQ)
                .limit(limit)
                .fetch(AuditStore::entry));
    }

    List<String> organizations() {
        return catalog.read(dsl -> dsl.select(ORGANIZATION)
                .from(HEAD)
                .union(dsl.select(ORGANIZATION).from(AUDIT))
                .union(dsl.select(ORGANIZATION).from(APPLICATION))
                .orderBy(ORGANIZATION)
                .fetch(ORGANIZATION));
    }

    List<String> missingGuards() {
        return AuditGuards.missing(catalog);
    }

    boolean has(String organization, String hash) {
        return catalog.read(dsl -> dsl.fetchExists(AUDIT, ORGANIZATION.eq(organization), HASH.eq(hash)));
    }

    /**
     * An entry with what is kept beside it.
     *
     * @param columnsAgree whether that is what the entry says
     */
    record Kept(AuditEntry entry, boolean columnsAgree) {}

    /** An organization's, oldest first, above {@code after}. */
    List<Kept> kept(String organization, long after, int limit) {
        return catalog.read(dsl -> dsl.selectFrom(AUDIT)
                .where(ORGANIZATION.eq(organization), SEQ.gt(after))
                .orderBy(SEQ)
                .limit(limit)
                .fetch(row -> new Kept(entry(row), agrees(row))));
    }

    private static boolean agrees(Record row) {
        try {
            JsonNode entry = JsonMapper.shared().readTree(row.get(ENTRY));
            long at = Instant.parse(entry.path("at").asString("")).toEpochMilli();
            boolean numbers = entry.path("seq").asLong(0) == row.get(SEQ) && at == row.get(AT);
            return numbers
                    && Stream.of(ORGANIZATION, ACTOR, ACTION, PROJECT, RESULT)
                            .allMatch(column -> entry.path(column.getName())
                                    .asStringOpt()
                                    .equals(Optional.ofNullable(row.get(column))));
        } catch (JacksonException | DateTimeException e) {
            return false;
        }
    }

    /** Where an organization's chain ends, as it is written beside the chain. */
    Optional<AuditEntry> head(String organization) {
        return catalog.read(dsl -> dsl.selectFrom(HEAD)
                .where(ORGANIZATION.eq(organization))
                .fetchOptional(row -> new AuditEntry(row.get(SEQ), "", row.get(HASH))));
    }

    private static AuditEntry entry(Record row) {
        return new AuditEntry(row.get(SEQ), row.get(ENTRY), row.get(HASH));
    }

    private static Field<String> text(String column) {
        return field(name(column), String.class);
    }

    private static Field<Long> number(String column) {
        return field(name(column), Long.class);
    }
}
