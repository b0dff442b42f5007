package io.muster.server.delivery;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.model.ProjectId;
import io.muster.server.access.SecretVault;
import io.muster.server.catalog.Catalog;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.stereotype.Repository;

/** The keys that sign links, sealed. */
@Repository
class LinkKeyStore {

    private static final Table<Record> LINK_KEY = table(name("link_key"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> PROJECT = field(name("project"), String.class);
    private static final Field<String> SECRET = field(name("secret"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> RETIRED_AT = field(name("retired_at"), Long.class);

    private final Catalog catalog;
    private final SecretVault vault;

    LinkKeyStore(Catalog catalog, SecretVault vault) {
        this.catalog = catalog;
        this.vault = vault;
    }

    /** The key that signs at present. */
    Optional<LinkKey> current(ProjectId project) {
        return catalog.read(dsl -> dsl.selectFrom(LINK_KEY)
                .where(PROJECT.eq(project.value()), RETIRED_AT.isNull())
                .orderBy(ID.desc())
                .limit(1)
                .fetchOptional(this::key));
    }

    Optional<LinkKey> find(String id) {
        return catalog.read(
                dsl -> dsl.selectFrom(LINK_KEY).where(ID.eq(id)).fetchOptional(this::key));
    }

    void insert(LinkKey key, Instant now) {
        catalog.change(dsl -> dsl.insertInto(LINK_KEY)
                .set(ID, key.id())
                .set(PROJECT, key.project().value())
                .set(SECRET, vault.seal(key.id(), key.secret()))
                .set(CREATED_AT, now.toEpochMilli())
                .execute());
    }

    /** Makes no links with the project's keys any more. */
    void retire(ProjectId project, Instant now) {
        catalog.change(dsl -> dsl.update(LINK_KEY)
                .set(RETIRED_AT, now.toEpochMilli())
                .where(PROJECT.eq(project.value()), RETIRED_AT.isNull())
                .execute());
    }

    /** Ends every link that the project's keys signed. */
    void deleteAll(ProjectId project) {
        catalog.change(dsl ->
                dsl.deleteFrom(LINK_KEY).where(PROJECT.eq(project.value())).execute());
    }

    /** Forgets keys of which no link can be good any more. */
    int sweep(Instant before) {
        return catalog.transaction(dsl ->
                dsl.deleteFrom(LINK_KEY).where(RETIRED_AT.lt(before.toEpochMilli())).execute());
    }

    private LinkKey key(Record row) {
        String id = row.get(ID);
        String secret = vault.open(id, row.get(SECRET))
                .orElseThrow(() -> new IllegalStateException(
                        "The key " + id + " of links cannot be opened with the keys that this server has"));
        return new LinkKey(id, new ProjectId(row.get(PROJECT)), secret);
    }
}
