package io.muster.server.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The metadata databases that everything is tested on. */
public enum Database {
    SQLITE,
    POSTGRESQL;

    /** Servers on one database have to have the same. */
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable EmbeddedPostgres postgres;

    /** Settings for a server with an empty database of this kind. */
    public Map<String, String> settings() {
        return switch (this) {
            case SQLITE -> Map.of();
            case POSTGRESQL ->
                Map.of(
                        "muster.database.url",
                        newDatabase(),
                        "muster.database.user",
                        "postgres",
                        "muster.secret.key",
                        KEY);
        };
    }

    private static synchronized String newDatabase() {
        String name = "muster" + DATABASES.incrementAndGet();
        EmbeddedPostgres running = postgres == null ? start() : postgres;
        postgres = running;
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return running.getJdbcUrl("postgres", name).replaceAll("\\?.*", "");
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres started =
                    EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    started.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
