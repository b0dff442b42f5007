package io.muster.bench.data;

import io.muster.bench.data.Dataset.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes the files that both sides read. A file that is there is not written again. */
public final class Generator {

    private static final int EVENT_FILES = 20;
    private static final String PARQUET = "FORMAT parquet, COMPRESSION zstd";
    private static final int PARTS = 2;

    private final Sizes sizes;
    private final RowSql rows;
    private final Path folder;

    public Generator(Sizes sizes, Path folder) {
        this.sizes = sizes;
        this.rows = new RowSql(sizes);
        this.folder = folder;
    }

    public Dataset generate(boolean withEvents, boolean withNdjson) throws IOException, SQLException {
        Files.createDirectories(folder);
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
            Path profiles = write(database, "profiles.parquet", rows.profiles(), PARQUET);
            return new Dataset(
                    new Part(profiles, sizes.profiles()),
                    withEvents ? events(database) : List.of(),
                    withNdjson ? ndjson(database, "ndjson", "none") : List.of(),
                    withNdjson ? ndjson(database, "ndjson.zst", "zstd") : List.of());
        }
    }

    /** One in a hundred more events, from the day's beginning until just now. */
    public Part newEvents(Instant now) throws IOException, SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
            Path file = folder.resolve("new-events.parquet");
            Files.deleteIfExists(file);
            write(database, "new-events.parquet", rows.newEvents(now), PARQUET);
            return new Part(file, Math.max(1, sizes.events() / 100));
        }
    }

    private List<Part> events(Connection database) throws IOException, SQLException {
        List<Part> files = new ArrayList<>();
        for (int part = 0; part < EVENT_FILES; part++) {
            long from = sizes.events() * part / EVENT_FILES;
            long to = sizes.events() * (part + 1) / EVENT_FILES;
            String name = "events-%02d.parquet".formatted(part);
            files.add(new Part(write(database, name, rows.events(from, to), PARQUET), to - from));
        }
        return files;
    }

    private List<Part> ndjson(Connection database, String ending, String compression) throws IOException, SQLException {
        List<Part> files = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            long from = sizes.ingestRows() * part / PARTS;
            long to = sizes.ingestRows() * (part + 1) / PARTS;
            String name = "ingest-" + part + "." + ending;
            String format = "FORMAT json, COMPRESSION " + compression;
            files.add(new Part(write(database, name, rows.eventObjects(from, to), format), to - from));
        }
        return files;
    }

    private Path write(Connection database, String name, String select, String format)
            throws IOException, SQLException {
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        Path unfinished = folder.resolve(name + ".part");
        try (var statement = database.createStatement()) {
            statement.execute("COPY (%s) TO %s (%s)".formatted(select, SqlText.of(unfinished), format));
        }
        return Files.move(unfinished, file);
    }
}
