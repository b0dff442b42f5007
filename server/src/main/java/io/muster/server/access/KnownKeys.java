package io.muster.server.access;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import io.muster.server.config.MusterProperties;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * The secret keys that an installation has worked with, in the catalogue, so that no server goes on without one in silence: what
 * the others sealed could not be opened, and whoever is suppressed by hashes under them would come back. Thread-safe.
 */
final class KnownKeys {

    private static final Table<Record> KEY = table(name("secret_key"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<Long> FIRST_SEEN = field(name("first_seen"), Long.class);

    private final Catalog catalog;
    private final MusterProperties properties;

    KnownKeys(Catalog catalog, MusterProperties properties) {
        this.catalog = catalog;
        this.properties = properties;
    }

    /**
     * The keys of the settings, all that are known among them; on the first start they become known. One is made only where none
     * is known.
     *
     * @throws IllegalStateException where a known one is missing
     */
    List<SecretKeys.Key> use(Instant now) {
        List<SecretKeys.Key> keys = known().isEmpty() ? SecretKeys.load(properties) : SecretKeys.find(properties);
        Set<String> missing = missing(keys);
        if (!missing.isEmpty()) {
            throw new IllegalStateException(complaint(missing));
        }
        catalog.change(db -> {
            db.deleteFrom(KEY).where(ID.in(gone())).execute();
            keys.forEach(key -> db.insertInto(KEY)
                    .set(ID, key.id())
                    .set(FIRST_SEEN, now.toEpochMilli())
                    .onConflictDoNothing()
                    .execute());
        });
        return keys;
    }

    /** What is wrong with the keys of the settings; empty where nothing is. Changes nothing. */
    String complaint() {
        Set<String> missing = missing(SecretKeys.find(properties));
        return missing.isEmpty() ? "" : complaint(missing);
    }

    private Set<String> missing(List<SecretKeys.Key> keys) {
        Set<String> missing = new TreeSet<>(known());
        missing.removeAll(gone());
        keys.forEach(key -> missing.remove(key.id()));
        return missing;
    }

    private Set<String> known() {
        return catalog.read(db -> db.select(ID).from(KEY).fetchSet(ID));
    }

    private List<String> gone() {
        return Stream.of(properties.secret().gone().split(","))
                .map(String::strip)
                .toList();
    }

    private static String complaint(Set<String> missing) {
        String ids = String.join(",", missing);
        return "muster.secret: the key " + ids + ", which this installation has worked with, is not among those given."
                + " Bring it back from where it was kept: without it sealed secrets cannot be opened, and people who were"
                + " erased with suppress come back. Only where it is lost for good, start with muster.secret.gone="
                + ids
                + " once.";
    }
}
