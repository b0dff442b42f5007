package io.muster.server.erasure;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.engine.rows.RefusedKeys;
import io.muster.model.ProjectId;
import io.muster.server.access.SecretVault;
import io.muster.server.catalog.Catalog;
import io.muster.server.personal.SubjectKey;
import io.muster.server.personal.Subjects;
import io.muster.server.rows.SuppressedKeys;
import java.time.Clock;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** Keys of people who are not to be taken in again; all that is kept of each is a keyed hash. Thread-safe. */
@Component
class Suppressions implements SuppressedKeys {

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

    /** Adds all that they are called by, but the export keys, which nobody can bring back. */
    void add(Subjects subjects) {
        ProjectId project = subjects.project();
        catalog.change(db -> subjects.keys().stream()
                .filter(key -> !key.kind().equals(SubjectKey.EXPORT_KEY))
                .forEach(key -> db.insertInto(SUPPRESSED)
                        .set(PROJECT, project.value())
                        .set(ID_HASH, vault.pseudonym(purpose(project, key), key.value()))
                        .set(CREATED_AT, clock.millis())
                        .onConflictDoNothing()
                        .execute()));
    }

    @Override
    public RefusedKeys of(ProjectId project) {
        Set<String> hashes = catalog.read(db -> db.select(ID_HASH)
                .from(SUPPRESSED)
                .where(PROJECT.eq(project.value()))
                .fetchSet(ID_HASH));
        return hashes.isEmpty() ? RefusedKeys.NONE : new Hashed(project, hashes);
    }

    private final class Hashed implements RefusedKeys {
        private final ProjectId project;
        private final Set<String> hashes;

        Hashed(ProjectId project, Set<String> hashes) {
            this.project = project;
            this.hashes = hashes;
        }

        @Override
        public boolean hasId(String profile) {
            return has(new SubjectKey(SubjectKey.ID, profile));
        }

        @Override
        public boolean hasIdentity(String keyspace, String key) {
            return has(SubjectKey.identity(keyspace, key));
        }

        private boolean has(SubjectKey key) {
            return vault.pseudonyms(purpose(project, key), key.value()).stream().anyMatch(hashes::contains);
        }
    }

    /** Kinds have purposes of their own, so that an id which reads like somebody's address is not theirs. */
    private static String purpose(ProjectId project, SubjectKey key) {
        String kind = key.kind().equals(SubjectKey.ID) ? "" : key.kind() + ":";
        return "suppressed:" + kind + project;
    }
}
