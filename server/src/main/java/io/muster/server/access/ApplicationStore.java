package io.muster.server.access;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import java.util.Optional;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class ApplicationStore {
    private static final Table<Record> APPLICATION = table(name("application"));
    private static final Field<String> CLIENT_ID = field(name("client_id"), String.class);
    private static final Field<String> ORGANIZATION = field(name("organization"), String.class);
    private static final Field<String> PROJECT = field(name("project"), String.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<String> SECRET_HASH = field(name("secret_hash"), String.class);
    private static final Field<String> SCOPES = field(name("scopes"), String.class);
    private static final Field<Boolean> ENABLED = field(name("enabled"), Boolean.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> LAST_USED = field(name("last_used"), Long.class);

    private final Catalog catalog;

    ApplicationStore(Catalog catalog) {
        this.catalog = catalog;
    }

    Optional<Application> find(String clientId) {
        return catalog.read(dsl ->
                dsl.selectFrom(APPLICATION).where(CLIENT_ID.eq(clientId)).fetchOptional(ApplicationStore::application));
    }

    void insert(
            String clientId,
            String organization,
            @Nullable ProjectId project,
            String name,
            String secretHash,
            Set<Scope> scopes,
            long now) {
        catalog.change(dsl -> dsl.insertInto(APPLICATION)
                .set(CLIENT_ID, clientId)
                .set(ORGANIZATION, organization)
                .set(PROJECT, project == null ? null : project.value())
                .set(NAME, name)
                .set(SECRET_HASH, secretHash)
                .set(SCOPES, Scope.write(scopes))
                .set(ENABLED, true)
                .set(CREATED_AT, now)
                .execute());
    }

    boolean disable(String clientId) {
        return catalog.transaction(dsl -> dsl.update(APPLICATION)
                        .set(ENABLED, false)
                        .where(CLIENT_ID.eq(clientId))
                        .execute())
                > 0;
    }

    void used(String clientId, long now) {
        catalog.change(dsl -> dsl.update(APPLICATION)
                .set(LAST_USED, now)
                .where(CLIENT_ID.eq(clientId))
                .execute());
    }

    private static Application application(Record row) {
        String project = row.get(PROJECT);
        return new Application(
                row.get(CLIENT_ID),
                row.get(ORGANIZATION),
                project == null ? null : new ProjectId(project),
                row.get(SECRET_HASH),
                Scope.parse(row.get(SCOPES)),
                row.get(ENABLED),
                row.get(LAST_USED));
    }
}
