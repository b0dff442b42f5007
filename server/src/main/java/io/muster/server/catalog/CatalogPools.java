package io.muster.server.catalog;

import com.zaxxer.hikari.HikariDataSource;
import io.muster.server.config.MusterProperties;
import io.muster.server.config.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.SQLDialect;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The connections to SQLite or PostgreSQL, by one setting. Closing it closes them. */
final class CatalogPools implements AutoCloseable {
    private static final int BUSY_MILLIS = 10_000;
    private static final int SQLITE_READERS = 4;

    private final HikariDataSource reader;
    private final HikariDataSource writer;
    private final SQLDialect dialect;

    private CatalogPools(HikariDataSource reader, HikariDataSource writer, SQLDialect dialect) {
        this.reader = reader;
        this.writer = writer;
        this.dialect = dialect;
    }

    /** Opens the database that the settings name, and brings its schema up to date. */
    static CatalogPools open(MusterProperties properties) {
        MusterProperties.Database database = properties.database();
        if (database.url().isEmpty()) {
            return sqlite(properties.data());
        }
        return postgresql(database);
    }

    Catalog catalog() {
        return new Catalog(reader, writer, dialect);
    }

    private static CatalogPools sqlite(Path data) {
        Path file = data.resolve("catalog.sqlite");
        try {
            PrivateFiles.directory(data);
            // SQLite gives the files beside it the same permissions.
            PrivateFiles.file(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        migrate(
                sqliteSource(file, SQLiteConfig.TransactionMode.DEFERRED),
                "sqlite",
                Map.of("blob", "blob", "timestamp", "timestamp"));
        HikariDataSource writer = pool("catalog-writer", 1);
        writer.setDataSource(sqliteSource(file, SQLiteConfig.TransactionMode.IMMEDIATE));
        writer.setConnectionInitSql("pragma secure_delete = on");
        HikariDataSource reader = pool("catalog-reader", SQLITE_READERS);
        reader.setDataSource(sqliteSource(file, SQLiteConfig.TransactionMode.DEFERRED));
        reader.setConnectionInitSql("pragma query_only = on");
        return new CatalogPools(reader, writer, SQLDialect.SQLITE);
    }

    private static SQLiteDataSource sqliteSource(Path file, SQLiteConfig.TransactionMode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(mode);
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }

    private static CatalogPools postgresql(MusterProperties.Database database) {
        HikariDataSource pool = pool("catalog", database.connections());
        pool.setJdbcUrl(database.url());
        if (!database.user().isEmpty()) {
            pool.setUsername(database.user());
            pool.setPassword(database.password());
        }
        migrate(pool, "postgresql", Map.of("blob", "bytea", "timestamp", "timestamp with time zone"));
        return new CatalogPools(pool, pool, SQLDialect.POSTGRES);
    }

    private static HikariDataSource pool(String name, int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(1);
        return pool;
    }

    /** @param own the folder of what has to be said in each database's own words */
    private static void migrate(DataSource source, String own, Map<String, String> placeholders) {
        Flyway.configure()
                .dataSource(source)
                .placeholders(placeholders)
                .locations("classpath:db/migration", "classpath:db/" + own)
                .load()
                .migrate();
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }
}
