package io.muster.server.delivery;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import io.muster.model.ProjectId;
import io.muster.server.access.SecretVault;
import io.muster.server.catalog.Catalog;
import io.muster.server.storage.TargetSecrets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Destinations in the catalogue, their secrets sealed. */
@Repository
class DestinationStore {

    private static final Table<Record> DESTINATION = table(name("destination"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> PROJECT = field(name("project"), String.class);
    private static final Field<String> KEY = field(name("key"), String.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<String> TYPE = field(name("type"), String.class);
    private static final Field<String> SETTINGS = field(name("settings"), String.class);
    private static final Field<String> SECRETS = field(name("secrets"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> UPDATED_AT = field(name("updated_at"), Long.class);

    private final Catalog catalog;
    private final SecretVault vault;
    private final JsonMapper json;

    DestinationStore(Catalog catalog, SecretVault vault, JsonMapper json) {
        this.catalog = catalog;
        this.vault = vault;
        this.json = json;
    }

    Optional<Destination> find(String id) {
        return catalog.read(
                dsl -> dsl.selectFrom(DESTINATION).where(ID.eq(id)).fetchOptional(this::destination));
    }

    Optional<Destination> find(ProjectId project, String idOrKey) {
        return catalog.read(dsl -> dsl.selectFrom(DESTINATION)
                .where(PROJECT.eq(project.value()), ID.eq(idOrKey).or(KEY.eq(idOrKey)))
                .fetchOptional(this::destination));
    }

    /** Oldest first, ids above {@code after}; all of them where that is null. */
    List<Destination> list(ProjectId project, @Nullable String after, int limit) {
        return catalog.read(dsl -> dsl.selectFrom(DESTINATION)
                .where(PROJECT.eq(project.value()), after == null ? noCondition() : ID.gt(after))
                .orderBy(ID)
                .limit(limit)
                .fetch(this::destination));
    }

    /** False where the key is taken. */
    boolean insert(Destination destination, TargetSecrets secrets) {
        return catalog.transaction(dsl -> dsl.insertInto(DESTINATION)
                        .set(ID, destination.id())
                        .set(PROJECT, destination.project().value())
                        .set(KEY, destination.key())
                        .set(NAME, destination.name())
                        .set(TYPE, destination.type().code())
                        .set(SETTINGS, json.writeValueAsString(destination.settings()))
                        .set(SECRETS, sealed(destination.id(), secrets))
                        .set(CREATED_AT, destination.createdAt().toEpochMilli())
                        .set(UPDATED_AT, destination.updatedAt().toEpochMilli())
                        .onConflict(PROJECT, KEY)
                        .doNothing()
                        .execute())
                > 0;
    }

    void update(Destination destination, TargetSecrets secrets) {
        catalog.change(dsl -> dsl.update(DESTINATION)
                .set(NAME, destination.name())
                .set(TYPE, destination.type().code())
                .set(SETTINGS, json.writeValueAsString(destination.settings()))
                .set(SECRETS, sealed(destination.id(), secrets))
                .set(UPDATED_AT, destination.updatedAt().toEpochMilli())
                .where(ID.eq(destination.id()))
                .execute());
    }

    void delete(String id) {
        catalog.change(dsl -> dsl.deleteFrom(DESTINATION).where(ID.eq(id)).execute());
    }

    TargetSecrets secrets(Destination destination) {
        String box = catalog.read(dsl -> dsl.select(SECRETS)
                .from(DESTINATION)
                .where(ID.eq(destination.id()))
                .fetchOne(SECRETS));
        if (box == null) {
            return new TargetSecrets.None();
        }
        String opened = vault.open(destination.id(), box)
                .orElseThrow(() -> new IllegalStateException("The secrets of destination " + destination.id()
                        + " cannot be opened with the keys that this server has"));
        return json.readValue(opened, destination.type().secrets());
    }

    private @Nullable String sealed(String id, TargetSecrets secrets) {
        return secrets instanceof TargetSecrets.None ? null : vault.seal(id, json.writeValueAsString(secrets));
    }

    private Destination destination(Record row) {
        DestinationType type = DestinationType.valueOf(row.get(TYPE).toUpperCase(Locale.ROOT));
        return new Destination(
                row.get(ID),
                new ProjectId(row.get(PROJECT)),
                row.get(KEY),
                row.get(NAME),
                json.readValue(row.get(SETTINGS), type.settings()),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                Instant.ofEpochMilli(row.get(UPDATED_AT)));
    }
}
