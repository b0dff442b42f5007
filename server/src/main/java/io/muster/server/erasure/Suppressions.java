package io.muster.server.erasure;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.model.ProjectId;
import io.muster.server.access.SecretVault;
import io.muster.server.catalog.Catalog;
import io.muster.server.rows.SuppressedIds;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** Ids that are not to be taken in again; all that is kept of them is a keyed hash. Thread-safe. */
@Component
class Suppressions implements SuppressedIds {

    private static final Table<Record> SUPPRESSED = table(name("suppressed_profile"));
    private static final Field<String> PROJECT = field(name("project"), String.class);
    private static final Field<String> ID_HASH = field(name("id_hash"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);

    private final Catalog catalog;
    private final SecretVault vault;
    private final Clock clock;

    Suppressions(Catalog catalog, SecretVault vault, Clock clock) {
        this.catalog = catalog;
        this.vault = vault;
        this.clock = clock;
    }

    void add(ProjectId project, Collection<String> ids) {
        catalog.change(db -> ids.forEach(id -> db.insertInto(SUPPRESSED)
                .set(PROJECT, project.value())
                .set(ID_HASH, vault.pseudonym(purpose(project), id))
                .set(CREATED_AT, clock.millis())
                .onConflictDoNothing()
                .execute()));
    }

    @Override
    public Predicate<String> of(ProjectId project) {
        Set<String> hashes = catalog.read(db -> db.select(ID_HASH)
                .from(SUPPRESSED)
                .where(PROJECT.eq(project.value()))
                .fetchSet(ID_HASH));
        return hashes.isEmpty()
                ? id -> false
                : id -> vault.pseudonyms(purpose(project), id).stream().anyMatch(hashes::contains);
    }

    private static String purpose(ProjectId project) {
        return "suppressed:" + project;
    }
}
