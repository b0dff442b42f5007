package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** The one DuckDB instance that all projects' files are attached to. Thread-safe. */
final class Database implements AutoCloseable {

    private final DuckDBConnection root;
    private final RowSources sources;

    Database(DuckDbSettings settings) {
        try {
            Files.createDirectories(settings.directory());
            Files.createDirectories(settings.temp());
            deleteLeftovers(settings.temp());
            root = DriverManager.getConnection("jdbc:duckdb:", properties(settings))
                    .unwrap(DuckDBConnection.class);
            UnpackedLibrary.remove();
            sources = new RowSources(root);
            try (var statement = root.createStatement()) {
                for (String setting : settings(settings)) {
                    statement.execute("SET " + setting);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw Failures.of(e, Deadline.none());
        }
    }

    private static void deleteLeftovers(Path temp) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(temp, "duckdb_temp_*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private static Properties properties(DuckDbSettings settings) {
        Properties properties = new Properties();
        settings.memoryLimit()
                .ifPresentOrElse(
                        limit -> properties.setProperty("memory_limit", limit),
                        () -> properties.setProperty("memory_limit", MachineMemory.quarter()));
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("threads", String.valueOf(settings.threads()));
        properties.setProperty("temp_directory", settings.temp().toString());
        return properties;
    }

    /** Checkpoints are made where a failing one cannot be taken for a failed commit, so not by DuckDB on its own. */
    private static List<String> settings(DuckDbSettings settings) {
        List<Path> allowed = new ArrayList<>(settings.exportDirectories());
        allowed.add(settings.directory());
        allowed.add(settings.temp());
        String directories =
                allowed.stream().map(path -> Sql.text(path + "/")).collect(Collectors.joining(", ", "[", "]"));
        return List.of(
                "checkpoint_threshold = '1TB'",
                "TimeZone = 'UTC'",
                "enable_progress_bar = true",
                "enable_progress_bar_print = false",
                "autoinstall_known_extensions = false",
                "autoload_known_extensions = false",
                "allowed_directories = " + directories,
                "enable_external_access = false",
                "lock_configuration = true");
    }

    /** A new connection. */
    Session open() {
        try {
            return new Session(root.duplicate());
        } catch (SQLException e) {
            throw Failures.of(e, Deadline.none());
        }
    }

    RowSources sources() {
        return sources;
    }

    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw Failures.of(e, Deadline.none());
        }
    }
}
