package io.muster.server.catalog;

import io.muster.server.config.MusterProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jooq.SQLDialect;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A catalogue to look at, with a server on it or without: nothing is migrated, made or written. Every question has a connection
 * of its own. Thread-safe.
 */
public final class CatalogInspection {
    private final Catalog catalog;
    private final String place;

    private CatalogInspection(Catalog catalog, String place) {
        this.catalog = catalog;
        this.place = place;
    }

    /**
     * Opens the catalogue of these settings.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static CatalogInspection open(MusterProperties properties) {
        MusterProperties.Database database = properties.database();
        if (database.url().isEmpty()) {
            return sqlite(properties.data().resolve("catalog.sqlite"));
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setReadOnly(true);
        if (!database.user().isEmpty()) {
            source.setUser(database.user());
            source.setPassword(database.password());
        }
        return new CatalogInspection(new Catalog(source, source, SQLDialect.POSTGRES), database.url());
    }

    private static CatalogInspection sqlite(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(file + " is not there");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(10_000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return new CatalogInspection(new Catalog(source, source, SQLDialect.SQLITE), file.toString());
    }

    public Catalog catalog() {
        return catalog;
    }

    public String place() {
        return place;
    }

    /** What the database itself finds wrong with its file. */
    public List<String> faults() {
        if (catalog.isShared()) {
            return List.of();
        }
        return catalog.read(dsl -> dsl.fetch("pragma integrity_check").stream()
                .map(row -> row.get(0, String.class))
                .filter(fault -> !fault.equals("ok"))
                .toList());
    }
}
