package io.muster.server.token;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.nimbusds.jose.jwk.RSAKey;
import io.muster.server.catalog.Catalog;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.stereotype.Repository;

@Repository
class SigningKeyStore {
    private static final Table<Record> KEY = table(name("signing_key"));
    private static final Table<Record> RECEIPT_KEY = table(name("receipt_key"));
    /** In place of the private half of a key that no longer signs. */
    private static final String NONE = "";

    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> PUBLIC_KEY = field(name("public_key"), String.class);
    private static final Field<String> PRIVATE_BOX = field(name("private_box"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> SIGNS_UNTIL = field(name("signs_until"), Long.class);
    private static final Field<Long> ACCEPTED_UNTIL = field(name("accepted_until"), Long.class);

    private final Catalog catalog;

    SigningKeyStore(Catalog catalog) {
        this.catalog = catalog;
    }

    void insert(SigningKey key) {
        catalog.change(dsl -> dsl.insertInto(KEY)
                .set(ID, key.id())
                .set(PUBLIC_KEY, key.publicKey().toJSONString())
                .set(PRIVATE_BOX, Objects.requireNonNull(key.privateBox()))
                .set(CREATED_AT, key.createdAt().toEpochMilli())
                .set(SIGNS_UNTIL, key.signsUntil().toEpochMilli())
                .set(ACCEPTED_UNTIL, key.acceptedUntil().toEpochMilli())
                .execute());
    }

    /** Newest first. */
    List<SigningKey> accepted(Instant now) {
        return catalog.read(dsl -> dsl.selectFrom(KEY)
                .where(ACCEPTED_UNTIL.gt(now.toEpochMilli()))
                .orderBy(CREATED_AT.desc(), ID)
                .fetch(SigningKeyStore::key));
    }

    void deleteOver(Instant now) {
        catalog.change(dsl ->
                dsl.deleteFrom(KEY).where(ACCEPTED_UNTIL.le(now.toEpochMilli())).execute());
    }

    /** Forgets the private halves of keys that no longer sign. */
    void forgetPrivate(Instant now) {
        catalog.change(dsl -> dsl.update(KEY)
                .set(PRIVATE_BOX, NONE)
                .where(SIGNS_UNTIL.le(now.toEpochMilli()), PRIVATE_BOX.ne(NONE))
                .execute());
    }

    /** Keeps the public half of a key for ever; does nothing where it is kept. */
    void keepForReceipts(RSAKey key, Instant now) {
        catalog.change(dsl -> dsl.insertInto(RECEIPT_KEY)
                .set(ID, key.getKeyID())
                .set(PUBLIC_KEY, key.toPublicJWK().toJSONString())
                .set(CREATED_AT, now.toEpochMilli())
                .onConflict(ID)
                .doNothing()
                .execute());
    }

    /** The public halves of all keys that have signed receipts, newest first. */
    List<RSAKey> ofReceipts() {
        return catalog.read(dsl -> dsl.select(PUBLIC_KEY)
                .from(RECEIPT_KEY)
                .orderBy(CREATED_AT.desc(), ID)
                .fetch(row -> parsed(row.value1())));
    }

    private static SigningKey key(Record row) {
        String box = row.get(PRIVATE_BOX);
        return new SigningKey(
                row.get(ID),
                parsed(row.get(PUBLIC_KEY)),
                box.equals(NONE) ? null : box,
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                Instant.ofEpochMilli(row.get(SIGNS_UNTIL)),
                Instant.ofEpochMilli(row.get(ACCEPTED_UNTIL)));
    }

    private static RSAKey parsed(String json) {
        try {
            return RSAKey.parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
