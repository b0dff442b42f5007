package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.model.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A project's database file: made, attached under a name of its own, read, detached, deleted. */
final class ProjectFile {

    private static final int FORMAT = 1;
    /** Attached again, a file gets another name, so that nothing old can be mistaken for it. */
    private static final AtomicLong ATTACHMENTS = new AtomicLong();

    private final Path directory;
    private final Path path;
    private final ProjectId project;

    ProjectFile(Path directory, ProjectId project) {
        this.directory = directory;
        this.path = directory.resolve(project.value() + ".duckdb");
        this.project = project;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Attaches the file and returns the quoted name under which it is. */
    String attach(Session session) {
        String name = Sql.name(project.value() + "#" + ATTACHMENTS.incrementAndGet());
        session.execute("ATTACH " + Sql.text(path.toString()) + " AS " + name);
        return name;
    }

    /** Makes the tables where they are not yet there, all or none. */
    void create(Session session, String database) {
        String main = database + ".main.";
        session.transaction(() -> {
            for (String statement : List.of(
                    "CREATE TABLE " + main + "profiles (ordinal INTEGER, id VARCHAR, export_key UUID, tags VARCHAR[])",
                    "CREATE TABLE " + main + "events (name VARCHAR, code INTEGER, sorted_to BIGINT)",
                    "CREATE TABLE " + main
                            + "columns (position INTEGER, scope VARCHAR, event VARCHAR, name VARCHAR, number INTEGER,"
                            + " kind VARCHAR)",
                    "CREATE TABLE " + main + "meta (format INTEGER, created TIMESTAMP, data_version BIGINT,"
                            + " profiles BIGINT, next_sequence BIGINT)",
                    "INSERT INTO " + main + "meta VALUES (" + FORMAT + ", now()::TIMESTAMP, 0, 0, 0)")) {
                session.execute(statement);
            }
            session.execute("COMMIT");
            return main;
        });
        sync(directory);
    }

    /** Whether the tables are there. */
    boolean isComplete(Session session, String database) {
        return session.number(
                        "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'meta' AND database_name = "
                                + Sql.text(unquoted(database)),
                        Deadline.none())
                > 0;
    }

    /** Reads what is committed. */
    State read(Session session, String database) {
        return new StateReader(session, unquoted(database)).read(FORMAT);
    }

    /** The size of what a crash would have to replay. */
    long logBytes() {
        try {
            Path log = path.resolveSibling(path.getFileName() + ".wal");
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How much the file could grow. */
    long freeBytes() {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the file; its log first, so that a log without its file never meets a new one. */
    void delete() {
        try {
            deleteLogs();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deleteLogs() {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory, path.getFileName() + ".*")) {
            for (Path log : logs) {
                Files.delete(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sync(Path directory) {
        try (FileChannel channel = FileChannel.open(directory)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unquoted(String name) {
        return name.substring(1, name.length() - 1);
    }
}
