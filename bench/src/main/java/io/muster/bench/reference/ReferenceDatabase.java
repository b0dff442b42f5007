package io.muster.bench.reference;

import io.muster.bench.data.Dataset;
import io.muster.bench.data.Dataset.Part;
import io.muster.bench.data.SqlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What somebody would write who has nothing but DuckDB: two plain typed tables in a file, in the order that the rows
 * arrived in, a profile's number in place of its id. For one thread; the queries themselves use every core.
 */
public final class ReferenceDatabase implements AutoCloseable {

    private static final String PROFILES = """
            CREATE TABLE profiles (
                number INTEGER, id VARCHAR, country VARCHAR, age INTEGER, plan VARCHAR, city VARCHAR, signup DATE,
                lifetime_value DECIMAL(12, 2))""";
    private static final String EVENTS = """
            CREATE TABLE %s (
                id VARCHAR, profile INTEGER, name VARCHAR, time TIMESTAMP, total DECIMAL(10, 2), category VARCHAR,
                quantity INTEGER)""";
    private static final String NUMBER = "cast(substr(%s, 3) AS INTEGER)";

    private final Connection connection;

    private ReferenceDatabase(Connection connection) {
        this.connection = connection;
    }

    public static ReferenceDatabase open(Path file, int threads, long memoryBytes) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("threads", String.valueOf(threads));
        settings.setProperty("memory_limit", memoryBytes / 1_000_000 + "MB");
        return new ReferenceDatabase(DriverManager.getConnection("jdbc:duckdb:" + file, settings));
    }

    /** Fills the tables that are not there yet from the files that are. */
    public void load(Dataset dataset) throws SQLException {
        if (!has("profiles")) {
            loadProfiles(dataset.profiles().file());
        }
        if (!dataset.events().isEmpty() && !has("events")) {
            loadEvents(dataset.events());
        }
    }

    public static String version() throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                var statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** The one number that the query answers. */
    public long number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Writes the named columns of every profile to a file, with such options of {@code COPY}. */
    public void exportProfiles(List<String> columns, String options, Path file) throws IOException, SQLException {
        Files.deleteIfExists(file);
        execute("COPY (SELECT %s FROM profiles) TO %s (%s)"
                .formatted(String.join(", ", columns), SqlText.of(file), options));
    }

    /** Writes all columns of the first rows of a Parquet file to another. */
    public void copyFirst(long rows, Path from, Path to) throws IOException, SQLException {
        Files.deleteIfExists(to);
        execute("COPY (SELECT * FROM read_parquet(%s) LIMIT %d) TO %s (FORMAT parquet)"
                .formatted(SqlText.of(from), rows, SqlText.of(to)));
    }

    /** Adds event rows to those that are there; {@link #remove} takes them out again. */
    public void add(Part events) throws SQLException {
        execute("""
                INSERT INTO events
                SELECT id, %s, name, time AT TIME ZONE 'UTC', total, category, quantity FROM %s
                """.formatted(NUMBER.formatted("profile"), SqlText.of(events.file())));
    }

    /** Takes out all events from then on. */
    public void remove(Instant from) throws SQLException {
        execute("DELETE FROM events WHERE time >= TIMESTAMP '%s'"
                .formatted(from.toString().replace('T', ' ').replace("Z", "")));
    }

    /** Keeps the members of some segments, by number, each given as a query for profiles. */
    public void members(List<String> queries) throws SQLException {
        execute("CREATE OR REPLACE TEMP TABLE members (segment INTEGER, profile INTEGER)");
        for (int segment = 0; segment < queries.size(); segment++) {
            execute("INSERT INTO members SELECT %d, profile FROM (%s)".formatted(segment, queries.get(segment)));
        }
    }

    /** How many profiles are in exactly the same of the {@linkplain #members kept segments}, ascending. */
    public List<Long> regions() throws SQLException {
        String sql = """
                SELECT count(*) AS size FROM (SELECT profile, bit_or(1 << segment) AS ones FROM members GROUP BY profile)
                GROUP BY ones ORDER BY size
                """;
        List<Long> sizes = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                sizes.add(rows.getLong(1));
            }
        }
        return sizes;
    }

    /** Inserts the files' event rows into a new, empty table, durably, and answers how many it has then. */
    public long ingest(List<Part> ndjson) throws SQLException {
        execute("DROP TABLE IF EXISTS ingested");
        execute("CHECKPOINT");
        execute(EVENTS.formatted("ingested"));
        for (Part part : ndjson) {
            execute("""
                    INSERT INTO ingested SELECT id, %s, name, time, properties.total, properties.category,
                        properties.quantity
                    FROM read_json(%s, format = 'newline_delimited', columns = {
                        id: 'VARCHAR', profile: 'VARCHAR', name: 'VARCHAR', time: 'TIMESTAMP',
                        properties: 'STRUCT(total DECIMAL(10, 2), category VARCHAR, quantity INTEGER)'})
                    """.formatted(NUMBER.formatted("profile"), SqlText.of(part.file())));
        }
        return number("SELECT count(*) FROM ingested");
    }

    /** Whether both CSV files hold the same rows, in any order; the columns are those of the export measure. */
    public boolean sameProfiles(Path left, Path right) throws SQLException {
        return number("SELECT cast((%s) = (%s) AS INTEGER)".formatted(contents(left), contents(right))) == 1;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static String contents(Path csv) {
        return """
                SELECT {rows: count(*), sum: sum(hash(id, country, age, plan, city, lifetime_value))}
                FROM read_csv(%s, header = true, columns = {id: 'VARCHAR', country: 'VARCHAR', age: 'INTEGER',
                    plan: 'VARCHAR', city: 'VARCHAR', lifetime_value: 'DECIMAL(12, 2)'})
                """.formatted(SqlText.of(csv));
    }

    private boolean has(String table) throws SQLException {
        return number("SELECT count(*) FROM duckdb_tables() WHERE table_name = '" + table + "'") > 0;
    }

    private void loadProfiles(Path file) throws SQLException {
        execute("BEGIN");
        execute(PROFILES);
        execute(
                "INSERT INTO profiles SELECT %s, id, country, age, plan, city, cast(signup AS DATE), lifetime_value FROM %s"
                        .formatted(NUMBER.formatted("id"), SqlText.of(file)));
        execute("COMMIT");
        execute("CHECKPOINT");
    }

    private void loadEvents(List<Part> files) throws SQLException {
        execute("BEGIN");
        execute(EVENTS.formatted("events"));
        for (Part part : files) {
            add(part);
        }
        execute("COMMIT");
        execute("CHECKPOINT");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
