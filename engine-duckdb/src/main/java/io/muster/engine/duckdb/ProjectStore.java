package io.muster.engine.duckdb;

import io.muster.engine.Aliased;
import io.muster.engine.Deadline;
import io.muster.engine.Erasure;
import io.muster.engine.rows.RowKind;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** One project: what is committed to it, and the lock under which it is changed. Thread-safe. */
final class ProjectStore implements AutoCloseable {

    private static final long LOCK_POLL_MILLIS = 50;

    private final Database database;
    private final ProjectFile file;
    private final long compactAtRows;
    private final ReentrantLock lock = new ReentrantLock();
    private final OpenSnapshots snapshots;
    private final Attachment attachment;
    private final RecentEvents recent = new RecentEvents();
    private final DecimalScales scales = new DecimalScales();
    private final Set<PendingImport> imports = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ProfileIndex index;
    private volatile boolean closed;

    /** @param attached the name under which the file is attached */
    ProjectStore(Database database, ProjectFile file, Session writer, String attached, long compactAtRows) {
        this.database = database;
        this.file = file;
        this.compactAtRows = compactAtRows;
        this.snapshots = new OpenSnapshots(database);
        this.attachment = new Attachment(file, writer, snapshots, attached);
    }

    /** @throws MusterException NOT_FOUND once the project is deleted */
    State state() {
        if (closed) {
            throw deleted();
        }
        return attachment.state();
    }

    /** For whoever holds the lock. */
    private void ensureOpen() {
        if (closed) {
            throw deleted();
        }
        attachment.ensureOpen();
    }

    private static MusterException deleted() {
        return new MusterException(ErrorCode.NOT_FOUND, "The project has been deleted.");
    }

    Database database() {
        return database;
    }

    /** Held by whoever changes the project. */
    ReentrantLock lock() {
        return lock;
    }

    /** Takes the lock, or gives up when the deadline ends. */
    void lock(Deadline deadline) {
        try {
            while (!lock.tryLock(LOCK_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                deadline.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MusterException(ErrorCode.CANCELLED, "The work was interrupted.", e);
        }
    }

    /** The session of whoever holds the lock. */
    Session writer() {
        return attachment.writer();
    }

    DuckDbSnapshot snapshot() {
        DuckDbSnapshot snapshot = snapshots.tryOpen(this);
        while (snapshot == null) {
            lock.lock();
            try {
                ensureOpen();
                snapshot = snapshots.tryOpen(this);
            } finally {
                lock.unlock();
            }
        }
        return snapshot;
    }

    void closed(DuckDbSnapshot snapshot) {
        snapshots.closed(snapshot);
    }

    DecimalScales scales() {
        return scales;
    }

    /** Ids and ordinals; read from the file the first time. */
    ProfileIndex index() {
        ProfileIndex known = index;
        if (known == null) {
            lock.lock();
            try {
                known = lockedIndex();
            } finally {
                lock.unlock();
            }
        }
        return known;
    }

    private ProfileIndex lockedIndex() {
        ProfileIndex known = index;
        if (known == null) {
            try (Session session = database.open()) {
                known = new IndexReader(session, state()).read();
            }
            index = known;
        }
        return known;
    }

    /** Takes part in the import until it is {@link #closed(PendingImport)}: what is erased is erased of it too. */
    void opened(PendingImport started) {
        imports.add(started);
    }

    void closed(PendingImport ended) {
        imports.remove(ended);
    }

    Erasure erase(Collection<String> ids, Deadline deadline) {
        lock(deadline);
        try {
            ensureOpen();
            State before = state();
            ProfileIndex index = lockedIndex();
            List<ErasedId> asked = found(ids, index);
            RoaringBitmap ordinals = new RoaringBitmap();
            asked.stream().filter(each -> each.ordinal() >= 0).forEach(each -> ordinals.add(each.ordinal()));
            Erasure erased = ordinals.isEmpty()
                    ? new Erasure(ordinals, Map.of(), before.version())
                    : commitErasure(ordinals, deadline);
            asked.forEach(each -> {
                if (each.ordinal() >= 0) {
                    index.forget(each.ordinal());
                }
                imports.forEach(open -> open.change(new StagedChange.Erased(each)));
            });
            return erased;
        } finally {
            lock.unlock();
        }
    }

    void refuse(Map<String, Set<String>> identities, Deadline deadline) {
        lock(deadline);
        try {
            imports.forEach(open -> open.change(new StagedChange.Refused(identities)));
        } finally {
            lock.unlock();
        }
    }

    Aliased alias(AliasedId alias, Deadline deadline) {
        lock(deadline);
        try {
            ensureOpen();
            ProfileIndex index = lockedIndex();
            ProfileAliasing aliasing = new ProfileAliasing(writer(), state(), index, deadline);
            if (!aliasing.isNeeded(alias)) {
                return aliasing.known(alias);
            }
            ProfileAliasing.Made made = writer().transaction(() -> {
                ProfileAliasing.Made making = aliasing.apply(alias);
                deadline.check();
                attachment.commit(writer(), making.next());
                return making;
            });
            remember(alias, made, index);
            return made.aliased();
        } finally {
            lock.unlock();
        }
    }

    /** Rows that are staged meanwhile either find the other name or are told of it. */
    private void remember(AliasedId alias, ProfileAliasing.Made made, ProfileIndex index) {
        if (made.isNew()) {
            index.add(alias.profile());
        }
        if (made.was() >= 0) {
            index.forget(made.was());
        }
        index.addAlias(alias.id(), made.ordinal());
        imports.forEach(open -> open.change(new StagedChange.Aliased(alias.id(), made.was(), made.ordinal())));
    }

    private Erasure commitErasure(RoaringBitmap ordinals, Deadline deadline) {
        Session session = writer();
        return session.transaction(() -> {
            ProfileErasure.Erased erased = new ProfileErasure(session, state(), deadline).apply(ordinals);
            deadline.check();
            attachment.commit(session, erased.next());
            return erased.erasure();
        });
    }

    private static List<ErasedId> found(Collection<String> ids, ProfileIndex index) {
        List<ErasedId> found = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            byte[] bytes = Utf8.bytes(id);
            found.add(new ErasedId(bytes, index.find(bytes)));
        }
        return found;
    }

    /** Rewrites the file where something was erased since it was last rewritten. */
    boolean scrub(Deadline deadline) {
        lock(deadline);
        try {
            ensureOpen();
            State now = state();
            String left = "SELECT count(*) FROM " + now.catalog().table("retired") + " WHERE version > (SELECT scrubbed"
                    + " FROM " + now.catalog().table("meta") + ")";
            boolean due = writer().number(left, deadline) > 0;
            if (due) {
                attachment.rewrite(deadline);
            }
            return due;
        } finally {
            lock.unlock();
        }
    }

    /** Commits staged rows as one data version; the caller holds the lock. */
    Changes commit(Staging staging, Deadline deadline) {
        ensureTaking();
        ProfileIndex ids = lockedIndex();
        addColumns(new NewColumns(state().catalog(), staging.tables()), deadline);
        State before = state();
        Session session = staging.session();
        Changes changes = session.transaction(() -> {
            Changes made = staging.kind() == RowKind.EVENTS
                    ? new EventChanges(staging, before, recent, deadline).apply(ids)
                    : new ProfileChanges(staging, before, deadline).apply(ids);
            deadline.check();
            if (made.isEmpty()) {
                session.rollback();
                return new Changes(made.kept(), made.profiles(), before);
            }
            attachment.commit(session, made.next());
            return made;
        });
        if (!changes.isEmpty()) {
            changes.profiles().addTo(ids);
            remember(staging, before);
        }
        return changes;
    }

    /** How many of the staged events {@link #commit} would drop; under the same lock. */
    long duplicates(Staging staging, Deadline deadline) {
        ensureTaking();
        Session session = staging.session();
        return session.transaction(() -> {
            long dropped = new EventChanges(staging, state(), recent, deadline).duplicates();
            session.rollback();
            return dropped;
        });
    }

    private void ensureTaking() {
        if (closed) {
            throw new MusterException(
                    ErrorCode.NOT_FOUND, "The project was deleted while its rows were coming in; none are kept.");
        }
        attachment.ensureOpen();
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
        writer().transaction(() -> {
            new TableChanges(writer(), catalog, deadline).apply(added);
            attachment.commit(writer(), before.withCatalog(catalog));
            return catalog;
        });
    }

    /** Sorts the tables of events that have grown much and out of order. */
    boolean compact(Deadline deadline) {
        lock(deadline);
        try {
            ensureOpen();
            List<String> events = state().events().entrySet().stream()
                    .filter(event -> Compaction.isDue(event.getValue(), compactAtRows))
                    .map(Map.Entry::getKey)
                    .toList();
            events.forEach(event -> compact(event, deadline));
            attachment.checkpointIfLarge();
            return !events.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void compact(String event, Deadline deadline) {
        State before = state();
        Map<String, EventStats> stats = new HashMap<>(before.events());
        stats.computeIfPresent(event, (name, old) -> old.sorted());
        writer().transaction(() -> {
            new Compaction(writer(), before, deadline).sort(event);
            attachment.commit(writer(), before.withEvents(Map.copyOf(stats)));
            return stats;
        });
    }

    /** Works the log into the file now. */
    void checkpoint() {
        lock.lock();
        try {
            attachment.checkpoint();
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the log short; the caller holds the lock. */
    void checkpointIfLarge() {
        attachment.checkpointIfLarge();
    }

    /** Gives up the project and deletes its file. */
    void drop() {
        closed = true;
        snapshots.close();
        lock.lock();
        try {
            attachment.detach();
            writer().close();
            file.delete();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                snapshots.close();
                attachment.checkpoint();
                writer().close();
            }
        } finally {
            lock.unlock();
        }
    }
}
