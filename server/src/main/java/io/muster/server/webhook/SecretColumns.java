package io.muster.server.webhook;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.muster.server.access.SecretVault;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Signing secrets as the columns of a table, sealed for the one that they belong to. */
final class SecretColumns {

    static final Field<String> SECRET = field(name("secret"), String.class);

    private static final Field<String> PREVIOUS_SECRET = field(name("previous_secret"), String.class);
    private static final Field<Long> PREVIOUS_UNTIL = field(name("previous_until"), Long.class);

    private SecretColumns() {}

    static Map<Field<?>, @Nullable Object> seal(SecretVault vault, String owner, SigningSecrets secrets) {
        SigningSecret previous = secrets.previous();
        Instant until = secrets.previousUntil();
        Map<Field<?>, @Nullable Object> columns = new HashMap<>();
        columns.put(SECRET, vault.seal(owner, secrets.current().text()));
        columns.put(PREVIOUS_SECRET, previous == null ? null : vault.seal(owner, previous.text()));
        columns.put(PREVIOUS_UNTIL, until == null ? null : until.toEpochMilli());
        return columns;
    }

    static SigningSecrets open(SecretVault vault, String owner, Record row) {
        String previous = row.get(PREVIOUS_SECRET);
        Long until = row.get(PREVIOUS_UNTIL);
        return new SigningSecrets(
                open(vault, owner, row.get(SECRET)),
                previous == null ? null : open(vault, owner, previous),
                until == null ? null : Instant.ofEpochMilli(until));
    }

    private static SigningSecret open(SecretVault vault, String owner, String box) {
        return vault.open(owner, box)
                .map(SigningSecret::new)
                .orElseThrow(() -> new IllegalStateException(
                        "The signing secret of " + owner + " cannot be opened with the keys that this server has"));
    }
}
