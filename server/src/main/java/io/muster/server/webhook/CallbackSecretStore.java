package io.muster.server.webhook;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.model.ProjectId;
import io.muster.server.access.SecretVault;
import io.muster.server.catalog.Catalog;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.stereotype.Repository;

/** What signs the callbacks of each project. */
@Repository
class CallbackSecretStore {

    private static final Table<Record> CALLBACK_SECRET = table(name("callback_secret"));
    private static final Field<String> PROJECT = field(name("project"), String.class);

    private final Catalog catalog;
    private final SecretVault vault;

    CallbackSecretStore(Catalog catalog, SecretVault vault) {
        this.catalog = catalog;
        this.vault = vault;
    }

    Optional<SigningSecrets> find(ProjectId project) {
        return catalog.read(dsl -> dsl.selectFrom(CALLBACK_SECRET)
                .where(PROJECT.eq(project.value()))
                .fetchOptional(row -> SecretColumns.open(vault, project.value(), row)));
    }

    /** Keeps the secrets unless there are some. */
    void insert(ProjectId project, SigningSecrets secrets) {
        catalog.change(dsl -> dsl.insertInto(CALLBACK_SECRET)
                .set(PROJECT, project.value())
                .set(SecretColumns.seal(vault, project.value(), secrets))
                .onConflict(PROJECT)
                .doNothing()
                .execute());
    }

    void replace(ProjectId project, SigningSecrets secrets) {
        catalog.change(dsl -> dsl.update(CALLBACK_SECRET)
                .set(SecretColumns.seal(vault, project.value(), secrets))
                .where(PROJECT.eq(project.value()))
                .execute());
    }
}
