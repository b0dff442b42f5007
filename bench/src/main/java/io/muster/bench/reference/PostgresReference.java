package io.muster.bench.reference;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The profiles in a table of PostgreSQL, its settings as they come. For one thread. */
public final class PostgresReference implements AutoCloseable {

    private static final int BUFFER = 1 << 17;

    private final EmbeddedPostgres postgres;
    private final Connection connection;

    private PostgresReference(EmbeddedPostgres postgres, Connection connection) {
        this.postgres = postgres;
        this.connection = connection;
    }

    /** Starts a server of its own, and fills its table with the reference's profiles. */
    public static PostgresReference load(ReferenceDatabase reference, List<String> columns, Path folder)
            throws IOException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .start();
        Connection connection = postgres.getPostgresDatabase().getConnection();
        Path csv = folder.resolve("postgres.csv");
        reference.exportProfiles(columns, "FORMAT csv, HEADER", csv);
        try (var statement = connection.createStatement();
                InputStream in = Files.newInputStream(csv)) {
            statement.execute("CREATE TABLE profiles (id text, country text, age integer, plan text, city text,"
                    + " lifetime_value numeric(12, 2))");
            copies(connection).copyIn("COPY profiles FROM STDIN (FORMAT csv, HEADER)", in);
            statement.execute("VACUUM ANALYZE profiles");
        }
        Files.delete(csv);
        return new PostgresReference(postgres, connection);
    }

    public String version() throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion();
    }

    /** What psql's {@code \\copy} does. */
    public void copy(Path file) throws IOException, SQLException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            copies(connection).copyOut("COPY profiles TO STDOUT (FORMAT csv, HEADER)", out);
        }
    }

    private static CopyManager copies(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        postgres.close();
    }
}
