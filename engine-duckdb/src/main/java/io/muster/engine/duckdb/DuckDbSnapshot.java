package io.muster.engine.duckdb;

import io.muster.engine.Alias;
import io.muster.engine.DataMark;
import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EvaluationScope;
import io.muster.engine.Event;
import io.muster.engine.EventExtent;
import io.muster.engine.EventSummary;
import io.muster.engine.ExportColumn;
import io.muster.engine.ExportRows;
import io.muster.engine.FieldSummary;
import io.muster.engine.FieldSummary.Scope;
import io.muster.engine.FieldType;
import io.muster.engine.KeyKind;
import io.muster.engine.KnownLeaf;
import io.muster.engine.Profile;
import io.muster.engine.Progress;
import io.muster.engine.TableTarget;
import io.muster.engine.match.RankedProfiles;
import io.muster.engine.sql.StorageKind;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** A transaction that reads; closed by its owner, or by the store when its project is deleted or attached anew. */
final class DuckDbSnapshot implements EngineSnapshot {

    private final ProjectStore store;
    private final State state;
    private final Session session;
    private final LeafAnswers answers;
    private final Deadline aborted = Deadline.none();
    private boolean closed;
    /** Whether an error has ended the transaction. */
    private boolean broken;

    DuckDbSnapshot(ProjectStore store, State state, Session session) {
        this.store = store;
        this.state = state;
        this.session = session;
        this.answers = new LeafAnswers(session, store.database().sources(), state);
    }

    @Override
    public long dataVersion() {
        return state.version();
    }

    @Override
    public long profileCount() {
        return state.liveProfiles();
    }

    @Override
    public RoaringBitmap everyone(Deadline deadline) {
        return state.everyone();
    }

    @Override
    public RoaringBitmap select(Condition leaf, EvaluationScope scope, Deadline deadline) {
        return run(deadline, limited -> answers.select(leaf, scope, limited));
    }

    @Override
    public DataMark mark() {
        return state;
    }

    @Override
    public RoaringBitmap update(Condition leaf, EvaluationScope scope, KnownLeaf known, Deadline deadline) {
        return run(deadline, limited -> answers.update(leaf, scope, known, limited));
    }

    @Override
    public void rank(Ranking by, EvaluationScope scope, RankedProfiles into, Deadline deadline) {
        run(deadline, limited -> answers.rank(by, scope, into, limited));
    }

    @Override
    public Map<String, Integer> ordinals(Collection<String> ids, Deadline deadline) {
        ProfileIndex index = store.index();
        Map<String, Integer> found = new HashMap<>();
        for (String id : ids) {
            int ordinal = index.find(Utf8.bytes(id));
            if (ordinal >= 0 && ordinal < state.profiles()) {
                found.put(id, ordinal);
            }
        }
        return found;
    }

    @Override
    public Map<String, List<Integer>> ordinals(KeyKind kind, Collection<String> keys, Deadline deadline) {
        return switch (kind) {
            case KeyKind.Id() ->
                ordinals(keys, deadline).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
            case KeyKind.ExportKey() -> run(deadline, limited -> lookup(limited).byExportKey(keys));
            case KeyKind.Identity(String keyspace) ->
                run(deadline, limited -> lookup(limited).byIdentity(keyspace, keys));
        };
    }

    private KeyLookup lookup(Deadline deadline) {
        return new KeyLookup(session, store.database().sources(), state, deadline);
    }

    @Override
    public List<Member> members(RoaringBitmap members, int after, int limit, Deadline deadline) {
        ProfileIndex index = store.index();
        List<Member> page = new ArrayList<>();
        PeekableIntIterator ordinals = members.getIntIterator();
        ordinals.advanceIfNeeded(after + 1);
        while (page.size() < limit && ordinals.hasNext()) {
            int ordinal = ordinals.next();
            index.id(ordinal).ifPresent(id -> page.add(new Member(ordinal, id)));
        }
        return page;
    }

    @Override
    public List<Alias> aliases(int ordinal, Deadline deadline) {
        String sql = "SELECT id, was FROM " + state.catalog().table("aliases") + " WHERE ordinal = " + ordinal
                + " ORDER BY id";
        return run(
                deadline,
                limited -> session.query(sql, List.of(), limited, result -> {
                    List<Alias> names = new ArrayList<>();
                    while (result.next()) {
                        int was = result.getInt(2);
                        OptionalInt former = result.wasNull() ? OptionalInt.empty() : OptionalInt.of(was);
                        names.add(new Alias(result.getString(1), former));
                    }
                    return names;
                }));
    }

    @Override
    public List<Profile> profiles(Collection<String> ids, Deadline deadline) {
        Collection<Integer> ordinals = ordinals(ids, deadline).values();
        return run(deadline, limited -> new ProfileReader(session, state.catalog(), limited).read(ordinals));
    }

    @Override
    public List<Event> events(String profileId, @Nullable EventPosition after, int limit, Deadline deadline) {
        Integer ordinal = ordinals(List.of(profileId), deadline).get(profileId);
        if (ordinal == null) {
            return List.of();
        }
        return run(deadline, limited -> new EventReader(session, state, limited).read(ordinal, after, limit));
    }

    @Override
    public List<Event> newest(
            int profile,
            EventPattern pattern,
            Window.@Nullable Resolved within,
            EvaluationScope scope,
            int limit,
            Deadline deadline) {
        return run(deadline, limited -> answers.newest(profile, pattern, within, scope, limit, limited));
    }

    @Override
    public OptionalDouble figure(int profile, Ranking.OfEvents by, EvaluationScope scope, Deadline deadline) {
        return run(deadline, limited -> answers.figure(profile, by, scope, limited));
    }

    @Override
    public long countEvents(RoaringBitmap profiles, Deadline deadline) {
        if (profiles.isEmpty()) {
            return 0;
        }
        return run(deadline, limited -> {
            long events = 0;
            try (RowSources.Offer offer = store.database().sources().offer(new BitmapSource(profiles))) {
                for (String name : state.events().keySet()) {
                    events += session.number(
                            "SELECT count(*) FROM " + state.catalog().eventTable(name) + " e SEMI JOIN " + offer.table()
                                    + " m ON m.ordinal = e.profile",
                            limited);
                }
            }
            return events;
        });
    }

    @Override
    public List<FieldSummary> attributes(Deadline deadline) {
        return run(deadline, limited -> {
            Summaries summaries = new Summaries(session, state.catalog(), limited);
            List<FieldKey> fields = new ArrayList<>(state.catalog().fields(Scope.ATTRIBUTE, ""));
            fields.addAll(state.catalog().fields(Scope.IDENTITY, ""));
            return summaries.of(state.catalog().table("profiles"), fields);
        });
    }

    @Override
    public List<EventSummary> events(Deadline deadline) {
        return run(deadline, limited -> {
            Summaries summaries = new Summaries(session, state.catalog(), limited);
            List<EventSummary> events = new ArrayList<>();
            for (String name : state.catalog().eventCodes().keySet()) {
                EventStats stats = state.stats(name);
                if (stats.rows() > 0) {
                    List<FieldSummary> properties = summaries.of(
                            state.catalog().eventTable(name), state.catalog().fields(Scope.PROPERTY, name));
                    events.add(new EventSummary(name, stats.rows(), stats.minMillis(), stats.maxMillis(), properties));
                }
            }
            return events;
        });
    }

    @Override
    public Map<FieldType, Long> types(String name, @Nullable String event, Set<FieldType> expected, Deadline deadline) {
        FieldKey field = event == null ? FieldKey.attribute(name) : FieldKey.property(event, name);
        Map<StorageKind, String> columns = state.catalog().columns(field);
        Set<FieldType> possible = Kinds.types(columns.keySet());
        if (expected.containsAll(possible)) {
            return possible.stream().collect(Collectors.toMap(type -> type, type -> 0L));
        }
        String table = event == null
                ? state.catalog().table("profiles")
                : state.catalog().eventTable(event);
        return run(deadline, limited -> new Summaries(session, state.catalog(), limited).types(table, field));
    }

    @Override
    public Optional<FieldType> columnType(ExportColumn.Source source) {
        return new ColumnTypes(state).of(source);
    }

    @Override
    public Optional<EventExtent> extent(String event) {
        EventStats stats = state.stats(event);
        return stats.rows() == 0
                ? Optional.empty()
                : Optional.of(new EventExtent(stats.rows(), stats.minMillis(), stats.maxMillis()));
    }

    @Override
    public boolean hasEvent(String name) {
        return state.events().containsKey(name);
    }

    @Override
    public WrittenTable write(ExportRows rows, TableTarget target, Progress progress, Deadline deadline) {
        return run(
                deadline,
                limited -> new MemberWriter(
                                session,
                                store.database().sources(),
                                state,
                                store.scales().of(state.version()),
                                limited)
                        .write(rows, target, progress));
    }

    @Override
    public List<ExportColumn> defaultColumns() {
        return new ColumnTypes(state).usual();
    }

    @Override
    public List<String> tags(Deadline deadline) {
        String sql =
                "SELECT DISTINCT unnest(tags) AS tag FROM " + state.catalog().table("profiles") + " ORDER BY tag";
        return run(
                deadline,
                limited -> session.query(sql, List.of(), limited, result -> {
                    List<String> tags = new ArrayList<>();
                    while (result.next()) {
                        tags.add(result.getString(1));
                    }
                    return tags;
                }));
    }

    @Override
    public List<ExportColumn.Source> columnSources(@Nullable String event) {
        return event == null ? new ColumnTypes(state).sources() : new ColumnTypes(state).sources(event);
    }

    /** Runs what asks the database; ends it when the deadline does, or when the store gives up the file. */
    private synchronized <T> T run(Deadline deadline, Function<Deadline, T> work) {
        if (closed) {
            throw gone();
        }
        if (broken) {
            beginAgain();
        }
        Deadline either = Deadline.none();
        try (var _ = deadline.onEnd(either::cancel);
                var _ = aborted.onEnd(either::cancel)) {
            return work.apply(either);
        } catch (MusterException e) {
            broken = true;
            if (aborted.isOver()) {
                throw gone();
            }
            if (either.isOver()) {
                deadline.check();
            }
            throw e;
        }
    }

    /** Any error ends DuckDB's transaction, and a new one may see newer data. */
    private void beginAgain() {
        session.rollback();
        if (!begin()) {
            throw gone();
        }
        broken = false;
    }

    /** Starts the transaction; false where it would see another version than this snapshot's. */
    boolean begin() {
        session.execute("BEGIN");
        String version = "SELECT data_version FROM " + state.catalog().table("meta");
        return session.number(version, Deadline.none()) == state.version();
    }

    private static MusterException gone() {
        return new MusterException(
                ErrorCode.NOT_FOUND,
                "The data that was being read is no longer at hand: its project was deleted, or"
                        + " its file had to be opened anew. Ask again.");
    }

    @Override
    public boolean isGone() {
        return aborted.isOver();
    }

    /** Ends what is running and frees the file. */
    void abort() {
        aborted.cancel();
        close();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try {
                session.close();
            } finally {
                // Whoever waits for that takes the file's transactions for ended.
                store.closed(this);
            }
        }
    }
}
