package io.muster.server.person;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.stereotype.Repository;

@Repository
class SessionStore {
    private static final Table<Record> SESSION = table(name("person_session"));
    private static final Field<String> TOKEN_HASH = field(name("token_hash"), String.class);
    private static final Field<String> PERSON = field(name("person"), String.class);
    private static final Field<String> ORGANIZATION = field(name("organization"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> LAST_SEEN = field(name("last_seen"), Long.class);

    private final Catalog catalog;

    SessionStore(Catalog catalog) {
        this.catalog = catalog;
    }

    record Session(String person, String organization, long createdAt, long lastSeen) {}

    /** Also forgets those that nobody was seen in since {@code idleSince}. */
    void insert(String tokenHash, Session session, long idleSince) {
        catalog.change(dsl -> {
            dsl.deleteFrom(SESSION).where(LAST_SEEN.lt(idleSince)).execute();
            dsl.insertInto(SESSION)
                    .set(TOKEN_HASH, tokenHash)
                    .set(PERSON, session.person())
                    .set(ORGANIZATION, session.organization())
                    .set(CREATED_AT, session.createdAt())
                    .set(LAST_SEEN, session.lastSeen())
                    .execute();
        });
    }

    Optional<Session> find(String tokenHash) {
        return catalog.read(dsl -> dsl.selectFrom(SESSION)
                .where(TOKEN_HASH.eq(tokenHash))
                .fetchOptional(row ->
                        new Session(row.get(PERSON), row.get(ORGANIZATION), row.get(CREATED_AT), row.get(LAST_SEEN))));
    }

    void seen(String tokenHash, long now) {
        catalog.change(dsl -> dsl.update(SESSION)
                .set(LAST_SEEN, now)
                .where(TOKEN_HASH.eq(tokenHash))
                .execute());
    }

    void delete(String tokenHash) {
        catalog.change(
                dsl -> dsl.deleteFrom(SESSION).where(TOKEN_HASH.eq(tokenHash)).execute());
    }

    void deleteOf(String person) {
        catalog.change(dsl -> dsl.deleteFrom(SESSION).where(PERSON.eq(person)).execute());
    }
}
