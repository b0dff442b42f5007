package io.muster.engine;

import io.muster.engine.match.RankedProfiles;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Profiles p0, p1 … and the answers to leaves, with a record of what was asked. */
final class FakeSnapshot implements EngineSnapshot {

    final List<Condition> asked = new ArrayList<>();
    final List<EvaluationScope> scopes = new ArrayList<>();
    int everyoneAsked;
    int rankings;

    private final int profiles;
    private final Map<Condition, RoaringBitmap> answers = new HashMap<>();

    FakeSnapshot(int profiles) {
        this.profiles = profiles;
    }

    FakeSnapshot answer(Condition leaf, int... ordinals) {
        answers.put(leaf, RoaringBitmap.bitmapOf(ordinals));
        return this;
    }

    @Override
    public long dataVersion() {
        return 7;
    }

    @Override
    public boolean isGone() {
        return false;
    }

    @Override
    public long profileCount() {
        return profiles;
    }

    @Override
    public RoaringBitmap everyone(Deadline deadline) {
        everyoneAsked++;
        return RoaringBitmap.bitmapOfRange(0, profiles);
    }

    @Override
    public RoaringBitmap select(Condition leaf, EvaluationScope scope, Deadline deadline) {
        asked.add(leaf);
        scopes.add(scope);
        RoaringBitmap answer = answers.get(leaf);
        if (answer == null) {
            throw new AssertionError("not a leaf that was to be asked for: " + leaf);
        }
        return answer.clone();
    }

    @Override
    public void rank(Ranking by, EvaluationScope scope, RankedProfiles into, Deadline deadline) {
        rankings++;
        for (int ordinal = 0; ordinal < profiles; ordinal++) {
            into.number(ordinal, ordinal);
        }
    }

    @Override
    public DataMark mark() {
        return new DataMark() {};
    }

    @Override
    public RoaringBitmap update(Condition leaf, EvaluationScope scope, KnownLeaf known, Deadline deadline) {
        return select(leaf, scope, deadline);
    }

    @Override
    public Map<String, Integer> ordinals(Collection<String> ids, Deadline deadline) {
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < profiles; i++) {
            if (ids.contains("p" + i)) {
                found.put("p" + i, i);
            }
        }
        return found;
    }

    @Override
    public Map<String, List<Integer>> ordinals(KeyKind kind, Collection<String> keys, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Member> members(RoaringBitmap members, int after, int limit, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Alias> aliases(int ordinal, Deadline deadline) {
        return List.of();
    }

    @Override
    public List<Profile> profiles(Collection<String> ids, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Event> events(String profileId, @Nullable EventPosition after, int limit, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Event> newest(
            int profile,
            EventPattern pattern,
            Window.@Nullable Resolved within,
            EvaluationScope scope,
            int limit,
            Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OptionalDouble figure(int profile, Ranking.OfEvents by, EvaluationScope scope, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long countEvents(RoaringBitmap profiles, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<FieldSummary> attributes(Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<EventSummary> events(Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<FieldType, Long> types(String name, @Nullable String event, Set<FieldType> expected, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<FieldType> columnType(ExportColumn.Source source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<EventExtent> extent(String event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasEvent(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WrittenTable write(ExportRows rows, TableTarget target, Progress progress, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> tags(Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ExportColumn.Source> columnSources(@Nullable String event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ExportColumn> defaultColumns() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
