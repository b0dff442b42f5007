package io.muster.server.token;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.stereotype.Repository;

/** Tokens that were ended before their time, until that is over. */
@Repository
class RevokedTokens {
    private static final Table<Record> REVOKED = table(name("revoked_token"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<Long> EXPIRES_AT = field(name("expires_at"), Long.class);

    private final Catalog catalog;

    RevokedTokens(Catalog catalog) {
        this.catalog = catalog;
    }

    boolean has(String id) {
        return catalog.read(dsl -> dsl.fetchExists(REVOKED, ID.eq(id)));
    }

    void add(String id, Instant expiresAt, Instant now) {
        catalog.change(dsl -> {
            dsl.deleteFrom(REVOKED).where(EXPIRES_AT.lt(now.toEpochMilli())).execute();
            dsl.insertInto(REVOKED)
                    .set(ID, id)
                    .set(EXPIRES_AT, expiresAt.toEpochMilli())
                    .onConflictDoNothing()
                    .execute();
        });
    }
}
