package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.model.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A project's database file: made, attached under a name of its own, read, detached, deleted. */
final class ProjectFile {

    private static final int FORMAT = 2;
    private static final String REWRITTEN = ".rewritten";
    /** Ordinals that are given to nobody any more, and the data version that erased their profiles. */
    private static final String RETIRED = "CREATE TABLE %sretired (ordinal INTEGER, version BIGINT)";
    /** Other names of profiles, and the ordinal that each had as a profile by itself. */
    private static final String ALIASES = "CREATE TABLE %saliases (id VARCHAR, ordinal INTEGER, was INTEGER)";
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
                            + " profiles BIGINT, next_sequence BIGINT, scrubbed BIGINT)",
                    RETIRED.formatted(main),
                    ALIASES.formatted(main),
                    "INSERT INTO " + main + "meta VALUES (" + FORMAT + ", now()::TIMESTAMP, 0, 0, 0, 0)")) {
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

    /** Brings a file of an earlier version up to date. */
    void upgrade(Session session, String database) {
        String main = database + ".main.";
        if (session.number("SELECT format FROM " + main + "meta", Deadline.none()) != 1) {
            return;
        }
        session.transaction(() -> {
            session.execute("ALTER TABLE " + main + "meta ADD COLUMN scrubbed BIGINT DEFAULT 0");
            session.execute(RETIRED.formatted(main));
            session.execute(ALIASES.formatted(main));
            session.execute("UPDATE " + main + "meta SET format = " + FORMAT);
            session.execute("COMMIT");
            return main;
        });
    }

    /** Copies all rows that are there into a new file, which {@link #takeRewritten} puts in the place of this one. */
    void rewrite(Session session, String database, Deadline deadline) {
        deleteRewritten();
        String copy = Sql.name(project.value() + "#" + ATTACHMENTS.incrementAndGet());
        session.execute("ATTACH " + Sql.text(rewritten().toString()) + " AS " + copy);
        try {
            session.update("COPY FROM DATABASE " + database + " TO " + copy, deadline);
            session.execute("UPDATE " + copy + ".main.meta SET scrubbed = data_version");
            session.execute("CHECKPOINT " + copy);
        } finally {
            session.execute("DETACH " + copy);
        }
    }

    /** Puts the copy in the place of the file, which is not attached and has nothing in its log. */
    void takeRewritten() {
        try {
            if (logBytes() > 0) {
                throw new IllegalStateException("the log of " + path + " has what the copy may not have");
            }
            Files.deleteIfExists(log());
            Files.move(rewritten(), path, StandardCopyOption.ATOMIC_MOVE);
            sync(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a copy that was not taken. */
    void deleteRewritten() {
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(directory, path.getFileName() + REWRITTEN + "*")) {
            for (Path copy : copies) {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path rewritten() {
        return path.resolveSibling(path.getFileName() + REWRITTEN);
    }

    private Path log() {
        return path.resolveSibling(path.getFileName() + ".wal");
    }

    /** Reads what is committed. */
    State read(Session session, String database) {
        return new StateReader(session, unquoted(database)).read(FORMAT);
    }

    /** The size of what a crash would have to replay. */
    long logBytes() {
        try {
            return Files.exists(log()) ? Files.size(log()) : 0;
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
