package io.muster.server.access;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An application as a row of its table, without its reach. */
final class ApplicationRow {
    private static final Field<String> ID = text("id");
    private static final Field<String> CLIENT_ID = text("client_id");
    private static final Field<String> ORGANIZATION = text("organization");
    private static final Field<String> OWNER = text("owner");
    private static final Field<String> NAME = text("name");
    private static final Field<String> SECRET_HASH = text("secret_hash");
    private static final Field<String> SECRET_BOX = text("secret_box");
    private static final Field<String> PREVIOUS_HASH = text("previous_hash");
    private static final Field<Long> PREVIOUS_UNTIL = number("previous_until");
    private static final Field<String> SCOPES = text("scopes");
    private static final Field<String> REDIRECT_URLS = text("redirect_urls");
    private static final Field<String> ADDRESSES = text("addresses");
    private static final Field<Long> EXPIRES_AT = number("expires_at");
    private static final Field<Boolean> ENABLED = field(name("enabled"), Boolean.class);
    private static final Field<Boolean> EVERY_PROJECT = field(name("every_project"), Boolean.class);
    private static final Field<Integer> EPOCH = field(name("epoch"), Integer.class);
    private static final Field<Long> CREATED_AT = number("created_at");
    private static final Field<Long> UPDATED_AT = number("updated_at");
    private static final Field<Long> LAST_USED = number("last_used");

    private ApplicationRow() {}

    static Map<Field<?>, @Nullable Object> fixed(Application application) {
        Map<Field<?>, @Nullable Object> row = new HashMap<>();
        row.put(ID, application.id());
        row.put(CLIENT_ID, application.clientId());
        row.put(ORGANIZATION, application.organization());
        row.put(CREATED_AT, application.createdAt().toEpochMilli());
        return row;
    }

    static Map<Field<?>, @Nullable Object> changing(StoredApplication stored) {
        Application application = stored.application();
        ApplicationSettings settings = application.settings();
        Map<Field<?>, @Nullable Object> row = new HashMap<>();
        row.put(OWNER, application.owner());
        row.put(NAME, settings.name());
        row.put(SECRET_HASH, stored.secretHash());
        row.put(SECRET_BOX, stored.secretBox());
        row.put(PREVIOUS_HASH, stored.previousHash());
        row.put(PREVIOUS_UNTIL, millis(application.previousUntil()));
        row.put(SCOPES, Scope.write(settings.scopes()));
        row.put(REDIRECT_URLS, JsonMapper.shared().writeValueAsString(settings.redirectUrls()));
        row.put(ADDRESSES, settings.addresses().write());
        row.put(EXPIRES_AT, millis(settings.expiresAt()));
        row.put(ENABLED, settings.enabled());
        row.put(EVERY_PROJECT, settings.reach().everyProject());
        row.put(EPOCH, stored.epoch());
        row.put(UPDATED_AT, application.updatedAt().toEpochMilli());
        return row;
    }

    static StoredApplication read(Record row, Reach reach) {
        Application application = new Application(
                row.get(ID),
                row.get(CLIENT_ID),
                row.get(ORGANIZATION),
                settings(row, reach),
                row.get(OWNER),
                instant(row.get(PREVIOUS_UNTIL)),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                Instant.ofEpochMilli(row.get(UPDATED_AT)),
                instant(row.get(LAST_USED)));
        return new StoredApplication(
                application, row.get(SECRET_HASH), row.get(SECRET_BOX), row.get(PREVIOUS_HASH), row.get(EPOCH));
    }

    private static ApplicationSettings settings(Record row, Reach reach) {
        String[] urls = JsonMapper.shared().readValue(Objects.requireNonNull(row.get(REDIRECT_URLS)), String[].class);
        return new ApplicationSettings(
                row.get(NAME),
                reach,
                Scope.parse(row.get(SCOPES)),
                List.of(urls),
                AddressList.read(row.get(ADDRESSES)),
                instant(row.get(EXPIRES_AT)),
                row.get(ENABLED));
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static Field<String> text(String column) {
        return field(name(column), String.class);
    }

    private static Field<Long> number(String column) {
        return field(name(column), Long.class);
    }
}
