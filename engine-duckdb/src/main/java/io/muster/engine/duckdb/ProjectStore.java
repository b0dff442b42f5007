package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.rows.RowKind;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One project: its file, what is committed to it, and the lock under which it is changed. Thread-safe. */
final class ProjectStore implements AutoCloseable {

    /** The log's size at which it is worked into the file. */
    private static final long CHECKPOINT_BYTES = 32L << 20;

    private static final Logger LOG = System.getLogger(ProjectStore.class.getName());

    private final Database database;
    private final ProjectFile file;
    private final long compactAtRows;
    private final ReentrantLock lock = new ReentrantLock();
    private final Session writer;
    private final Set<DuckDbSnapshot> snapshots = ConcurrentHashMap.newKeySet();
    private final RecentEvents recent = new RecentEvents();
    private volatile String attached;
    private volatile State state;
    private volatile @Nullable ProfileIndex index;
    private volatile boolean dropped;

    /** Opens a project whose file is attached under that name. */
    ProjectStore(Database database, ProjectFile file, Session writer, String attached, long compactAtRows) {
        this.database = database;
        this.file = file;
        this.writer = writer;
        this.attached = attached;
        this.compactAtRows = compactAtRows;
        this.state = file.read(writer, attached);
    }

    State state() {
        if (dropped) {
            throw gone();
        }
        return state;
    }

    Database database() {
        return database;
    }

    ReentrantLock lock() {
        return lock;
    }

    /** The session of whoever holds the lock. */
    Session writer() {
        return writer;
    }

    DuckDbSnapshot snapshot() {
        for (int attempt = 0; ; attempt++) {
            boolean locked = attempt > 100;
            if (locked) {
                lock.lock();
            }
            try {
                DuckDbSnapshot snapshot = tryOpen();
                if (snapshot != null) {
                    return snapshot;
                }
            } finally {
                if (locked) {
                    lock.unlock();
                }
            }
        }
    }

    /** Null where a commit came between reading the state and the transaction's start. */
    private @Nullable DuckDbSnapshot tryOpen() {
        State expected = state();
        Session session = database.open();
        try {
            session.execute("BEGIN");
            long version = session.number(
                    "SELECT data_version FROM " + Sql.name(expected.catalog().database()) + ".main.meta",
                    Deadline.none());
            if (version == expected.version()) {
                DuckDbSnapshot snapshot = new DuckDbSnapshot(this, expected, session);
                snapshots.add(snapshot);
                return snapshot;
            }
        } catch (MusterException e) {
            session.close();
            if (state().version() == expected.version()) {
                throw e;
            }
            return null;
        }
        session.close();
        return null;
    }

    void closed(DuckDbSnapshot snapshot) {
        snapshots.remove(snapshot);
    }

    /** Ids and ordinals; read from the file the first time. */
    ProfileIndex index() {
        ProfileIndex known = index;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            known = index;
            if (known == null) {
                known = loadIndex();
                index = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private ProfileIndex loadIndex() {
        ProfileIndex loaded = new ProfileIndex(Arena::ofAuto);
        String sql = "SELECT id FROM " + attached + ".main.profiles ORDER BY ordinal";
        try (Session session = database.open()) {
            session.query(sql, List.of(), Deadline.none(), result -> {
                while (result.next()) {
                    loaded.add(Utf8.bytes(result.getString(1)));
                }
                return loaded;
            });
        }
        if (loaded.size() != state().profiles()) {
            throw new MusterException(
                    ErrorCode.INTERNAL,
                    "The project's file has " + loaded.size() + " profiles and should have " + state().profiles()
                            + ".");
        }
        return loaded;
    }

    /** Commits staged rows as one data version; the caller holds the lock. */
    Changes commit(Staging staging, Deadline deadline) {
        ProfileIndex ids = index();
        addColumns(new NewColumns(state().catalog(), staging.tables()), deadline);
        Session session = staging.session();
        State before = state();
        Changes changes;
        try {
            session.execute("BEGIN");
            changes = staging.kind() == RowKind.EVENTS
                    ? new EventChanges(staging, before, recent, deadline).apply(ids)
                    : new ProfileChanges(staging, before, deadline).apply(ids);
            deadline.check();
            if (changes.isEmpty()) {
                session.rollback();
                return new Changes(changes.kept(), changes.profiles(), before);
            }
            commit(session, changes.next());
        } catch (RuntimeException e) {
            session.rollback();
            throw e;
        }
        changes.profiles().addTo(ids);
        remember(staging, before);
        return changes;
    }

    private void remember(Staging staging, State before) {
        for (StagedTable table : staging.tables()) {
            if (table.isInMemory()) {
                table.anyIdentified((id, time) -> {
                    recent.add(table.event(), before.stats(table.event()), id, time);
                    return false;
                });
            } else {
                recent.forget(table.event());
            }
        }
    }

    /** In a transaction of its own: columns without values change no answer, and DuckDB alters tables best alone. */
    private void addColumns(NewColumns added, Deadline deadline) {
        if (added.isEmpty()) {
            return;
        }
        State before = state();
        Catalog catalog = before.catalog().withEvents(added.events()).withColumns(added.columns());
        try {
            writer.execute("BEGIN");
            new TableChanges(writer, catalog, deadline).apply(added);
            commit(writer, before.withCatalog(catalog));
        } catch (RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    /** Ends the session's transaction for good, or throws and leaves everything as it was. */
    private void commit(Session session, State next) {
        session.execute("UPDATE " + next.catalog().table("meta") + " SET data_version = " + next.version()
                + ", profiles = " + next.profiles() + ", next_sequence = " + next.nextSequence());
        try {
            session.executeRaw("COMMIT");
        } catch (SQLException e) {
            if (!Failures.isInvalidated(e)) {
                throw Failures.of(e, Deadline.none());
            }
            long version = state.version();
            reattach();
            if (state.version() != next.version() || next.version() == version) {
                throw Failures.of(e, Deadline.none());
            }
            return;
        }
        state = next;
    }

    /** Sorts the tables of events that have grown much and out of order. */
    boolean compact(Deadline deadline) {
        lock.lock();
        try {
            List<String> events = state().events().entrySet().stream()
                    .filter(event -> Compaction.isDue(event.getValue(), compactAtRows))
                    .map(Map.Entry::getKey)
                    .toList();
            events.forEach(event -> compact(event, deadline));
            if (!events.isEmpty()) {
                checkpoint();
            }
            return !events.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void compact(String event, Deadline deadline) {
        State before = state();
        Map<String, EventStats> stats = new HashMap<>(before.events());
        stats.computeIfPresent(event, (name, old) -> old.sorted());
        try {
            writer.execute("BEGIN");
            new Compaction(writer, before, deadline).sort(event);
            commit(writer, before.withEvents(Map.copyOf(stats)));
        } catch (RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    /** Works a large log into the file; the caller holds the lock. */
    void checkpointIfLarge() {
        if (file.logBytes() > CHECKPOINT_BYTES) {
            checkpoint();
        }
    }

    private void checkpoint() {
        try {
            writer.executeRaw("CHECKPOINT " + attached);
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The log of a project could not be worked into its file; it is kept.", e);
            if (Failures.isInvalidated(e)) {
                reattach();
            }
        }
    }

    /** Opens the file anew after DuckDB has given it up; what was committed is there, open snapshots are not. */
    private void reattach() {
        abortSnapshots();
        ProjectFile.detach(writer, attached);
        attached = file.attach(writer);
        State read = file.read(writer, attached);
        ProfileIndex known = index;
        if (known != null && known.size() != read.profiles()) {
            index = null;
        }
        state = read;
    }

    private void abortSnapshots() {
        List.copyOf(snapshots).forEach(DuckDbSnapshot::abort);
    }

    /** Gives up the project and deletes its file. */
    void drop() {
        dropped = true;
        abortSnapshots();
        lock.lock();
        try {
            abortSnapshots();
            ProjectFile.detach(writer, attached);
            writer.close();
            file.delete();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!dropped) {
                dropped = true;
                abortSnapshots();
                checkpoint();
                writer.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private static MusterException gone() {
        return new MusterException(ErrorCode.NOT_FOUND, "The project has been deleted.");
    }
}
