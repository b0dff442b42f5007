package io.muster.server.webhook;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import io.muster.model.ProjectId;
import io.muster.server.access.SecretVault;
import io.muster.server.catalog.Catalog;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Webhooks in the catalogue, their secrets sealed. */
@Repository
class WebhookStore {

    private static final Table<Record> WEBHOOK = table(name("webhook"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> PROJECT = field(name("project"), String.class);
    private static final Field<String> URL = field(name("url"), String.class);
    private static final Field<String> EVENTS = field(name("events"), String.class);
    private static final Field<String> DESCRIPTION = field(name("description"), String.class);
    private static final Field<Boolean> ENABLED = field(name("enabled"), Boolean.class);
    private static final Field<String> DISABLED_REASON = field(name("disabled_reason"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> UPDATED_AT = field(name("updated_at"), Long.class);

    private final Catalog catalog;
    private final SecretVault vault;

    WebhookStore(Catalog catalog, SecretVault vault) {
        this.catalog = catalog;
        this.vault = vault;
    }

    Optional<Webhook> find(String id) {
        return catalog.read(
                dsl -> dsl.selectFrom(WEBHOOK).where(ID.eq(id)).fetchOptional(WebhookStore::webhook));
    }

    /** Oldest first, ids above {@code after}; all of them where that is null. */
    List<Webhook> list(ProjectId project, @Nullable String after, int limit) {
        return catalog.read(dsl -> dsl.selectFrom(WEBHOOK)
                .where(PROJECT.eq(project.value()), after == null ? noCondition() : ID.gt(after))
                .orderBy(ID)
                .limit(limit)
                .fetch(WebhookStore::webhook));
    }

    void insert(Webhook webhook, SigningSecrets secrets) {
        catalog.change(dsl -> {
            dsl.insertInto(WEBHOOK)
                    .set(ID, webhook.id())
                    .set(PROJECT, webhook.project().value())
                    .set(URL, webhook.url().toString())
                    .set(EVENTS, events(webhook.events()))
                    .set(DESCRIPTION, webhook.description())
                    .set(ENABLED, webhook.enabled())
                    .set(SecretColumns.SECRET, "")
                    .set(CREATED_AT, webhook.createdAt().toEpochMilli())
                    .set(UPDATED_AT, webhook.updatedAt().toEpochMilli())
                    .execute();
            replace(webhook.id(), secrets);
        });
    }

    void update(Webhook webhook) {
        catalog.change(dsl -> dsl.update(WEBHOOK)
                .set(URL, webhook.url().toString())
                .set(EVENTS, events(webhook.events()))
                .set(DESCRIPTION, webhook.description())
                .set(ENABLED, webhook.enabled())
                .set(DISABLED_REASON, webhook.disabledReason())
                .set(UPDATED_AT, webhook.updatedAt().toEpochMilli())
                .where(ID.eq(webhook.id()))
                .execute());
    }

    /** Switches it off, unless it has since been given another URL. */
    void disable(String id, String url, String reason, Instant now) {
        catalog.change(dsl -> dsl.update(WEBHOOK)
                .set(ENABLED, false)
                .set(DISABLED_REASON, reason)
                .set(UPDATED_AT, now.toEpochMilli())
                .where(ID.eq(id), URL.eq(url))
                .execute());
    }

    void delete(String id) {
        catalog.change(dsl -> dsl.deleteFrom(WEBHOOK).where(ID.eq(id)).execute());
    }

    Optional<SigningSecrets> secrets(String id) {
        return catalog.read(dsl -> dsl.selectFrom(WEBHOOK)
                .where(ID.eq(id))
                .fetchOptional(row -> SecretColumns.open(vault, id, row)));
    }

    void replace(String id, SigningSecrets secrets) {
        catalog.change(dsl -> dsl.update(WEBHOOK)
                .set(SecretColumns.seal(vault, id, secrets))
                .where(ID.eq(id))
                .execute());
    }

    private static String events(Set<WebhookEvent> events) {
        return events.stream().map(WebhookEvent::code).sorted().collect(Collectors.joining(" "));
    }

    private static Webhook webhook(Record row) {
        return new Webhook(
                row.get(ID),
                new ProjectId(row.get(PROJECT)),
                URI.create(row.get(URL)),
                Arrays.stream(row.get(EVENTS).split(" "))
                        .map(WebhookEvent::parse)
                        .collect(Collectors.toUnmodifiableSet()),
                row.get(DESCRIPTION),
                row.get(ENABLED),
                row.get(DISABLED_REASON),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                Instant.ofEpochMilli(row.get(UPDATED_AT)));
    }
}
