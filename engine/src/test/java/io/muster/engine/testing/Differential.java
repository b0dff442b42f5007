package io.muster.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.Erasure;
import io.muster.engine.Evaluator;
import io.muster.engine.LeafCache;
import io.muster.engine.Membership;
import io.muster.engine.SegmentEngine;
import io.muster.engine.Segments;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.model.condition.Condition;
import io.muster.model.condition.MembershipChange;
import io.muster.model.condition.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** One set of random data in a project of its own, and definitions asked of both engine and reference. */
final class Differential {

    private final SegmentEngine engine;
    private final long seed;
    private final List<RandomData.Batch> batches;
    private final Map<String, ReferenceSegment> segments;
    private final ReferenceLog log;
    private final RandomDefinitions definitions;
    private final RandomValues values;

    Differential(SegmentEngine engine, long seed) {
        this.engine = engine;
        this.seed = seed;
        this.values = new RandomValues(new Random(seed));
        this.batches = new RandomData(values).batches();
        this.definitions = new RandomDefinitions(values);
        this.segments = definitions.segments();
        this.log = definitions.log();
    }

    /** A definition and the zone in which it is asked. */
    record Question(Condition condition, ZoneId zone) {}

    /** Asks everything twice: with half of the rows compacted, and with all of them. */
    void compare(int questions) {
        List<Question> asked = IntStream.range(0, questions)
                .mapToObj(any -> new Question(definitions.condition(), values.zone()))
                .toList();
        ProjectId project = new ProjectId("seed-" + Long.toUnsignedString(seed));
        ReferenceData data = load(project, batches);
        compare(project, data, asked);
        engine.compact(project, Deadline.none());
        compare(project, data, asked);
        engine.dropProject(project);
    }

    /** Asks again after each batch of rows, with windows that move on, and starts from the earlier answers. */
    void compareAsTimeGoesBy(int questions) {
        List<Question> asked = IntStream.range(0, questions)
                .mapToObj(any -> new Question(definitions.condition(), values.zone()))
                .toList();
        ProjectId project = new ProjectId("moving-" + Long.toUnsignedString(seed));
        LeafCache cache = new LeafCache(LeafCache.DEFAULT_BYTES);
        ReferenceData data = new ReferenceData();
        engine.createProject(project);
        for (RandomData.Batch batch : batches) {
            batch.load(engine, project, data);
            if (values.once(4)) {
                engine.compact(project, Deadline.none());
            }
            compare(project, data, asked, cache);
            MovedWindows moved =
                    new MovedWindows(values.once(3) ? Duration.ZERO : Duration.ofMinutes(values.below(4_000)));
            asked = asked.stream()
                    .map(question -> new Question(moved.of(question.condition()), question.zone()))
                    .toList();
        }
        engine.dropProject(project);
    }

    /** Asks again after each batch of rows and after each erasure of some profiles, starting from the earlier answers. */
    void compareAsProfilesAreErased(int questions) {
        List<Question> asked = IntStream.range(0, questions)
                .mapToObj(any -> new Question(definitions.condition(), values.zone()))
                .toList();
        ProjectId project = new ProjectId("erased-" + Long.toUnsignedString(seed));
        LeafCache cache = new LeafCache(LeafCache.DEFAULT_BYTES);
        ReferenceData data = new ReferenceData();
        engine.createProject(project);
        for (RandomData.Batch batch : batches) {
            if (values.once(2)) {
                erase(project, data);
            } else {
                compare(project, data, asked, cache);
            }
            batch.load(engine, project, data);
            compare(project, data, asked, cache);
            erase(project, data);
            if (values.once(4)) {
                engine.scrub(project, Deadline.none());
            }
            compare(project, data, asked, cache);
        }
        engine.dropProject(project);
    }

    /** Asks again as ids become other names of profiles, and as some of these are erased, from the earlier answers. */
    void compareAsNamesAreJoined(int questions) {
        List<Question> asked = IntStream.range(0, questions)
                .mapToObj(any -> new Question(definitions.condition(), values.zone()))
                .toList();
        ProjectId project = new ProjectId("joined-" + Long.toUnsignedString(seed));
        LeafCache cache = new LeafCache(LeafCache.DEFAULT_BYTES);
        ReferenceData data = new ReferenceData();
        engine.createProject(project);
        for (RandomData.Batch batch : batches) {
            batch.load(engine, project, data);
            compare(project, data, asked, cache);
            IntStream.range(0, 5).forEach(any -> join(project, data));
            compare(project, data, asked, cache);
            if (values.once(4)) {
                String erased = values.one(RandomData.PROFILES);
                engine.erase(project, List.of(erased), Deadline.none());
                data.erase(List.of(data.named(erased)));
                compare(project, data, asked, cache);
            }
        }
        engine.dropProject(project);
    }

    private void join(ProjectId project, ReferenceData data) {
        String id = values.one(RandomData.PROFILES);
        String profile = values.one(RandomData.PROFILES);
        if (data.mayAlias(id, profile)) {
            engine.alias(project, id, profile, Deadline.none());
            data.alias(id, profile);
        } else {
            assertThatThrownBy(() -> engine.alias(project, id, profile, Deadline.none()))
                    .as("%s as a name of %s with seed %s", id, profile, seed)
                    .isInstanceOf(MusterException.class);
        }
    }

    private void erase(ProjectId project, ReferenceData data) {
        List<String> ids = IntStream.rangeClosed(0, values.below(4))
                .mapToObj(any -> RandomData.PROFILES.get(values.below(RandomData.PROFILES.size())))
                .toList();
        Set<String> there = new TreeSet<>(ids);
        there.retainAll(data.ids());
        long events =
                ids.stream().distinct().mapToLong(id -> data.events(id).size()).sum();
        Erasure erased = engine.erase(project, ids, Deadline.none());
        assertThat(erased.retired().getCardinality())
                .as("profiles erased with seed %s", seed)
                .isEqualTo(there.size());
        assertThat(erased.eventCount()).as("events erased with seed %s", seed).isEqualTo(events);
        data.erase(ids);
    }

    private void compare(ProjectId project, ReferenceData data, List<Question> asked) {
        compare(project, data, asked, new LeafCache(LeafCache.DEFAULT_BYTES));
    }

    private void compare(ProjectId project, ReferenceData data, List<Question> asked, LeafCache cache) {
        ReferenceEvaluator reference = new ReferenceEvaluator(data, segments, log);
        for (Question question : asked) {
            Set<String> expected = reference.evaluate(question.condition(), question.zone());
            if (!ask(project, cache, question).equals(expected)) {
                fail(new Disagreement(this, batches, question).describe());
            }
        }
    }

    /** What engine and reference say of a part of the data, asked in a fresh project; equal where they agree. */
    List<Set<String>> answers(List<RandomData.Batch> some, Question question, int attempt) {
        ProjectId project = new ProjectId("again-" + Long.toUnsignedString(seed) + "-" + attempt);
        try {
            ReferenceData data = load(project, some);
            Set<String> expected = new TreeSet<>(
                    new ReferenceEvaluator(data, segments, log).evaluate(question.condition(), question.zone()));
            return List.of(expected, new TreeSet<>(ask(project, new LeafCache(0), question)));
        } finally {
            engine.dropProject(project);
        }
    }

    Map<String, ReferenceSegment> segments() {
        return segments;
    }

    long seed() {
        return seed;
    }

    private ReferenceData load(ProjectId project, List<RandomData.Batch> some) {
        engine.createProject(project);
        ReferenceData data = new ReferenceData();
        for (int i = 0; i < some.size(); i++) {
            some.get(i).load(engine, project, data);
            if (i == some.size() / 2) {
                engine.compact(project, Deadline.none());
            }
        }
        return data;
    }

    private Set<String> ask(ProjectId project, LeafCache cache, Question question) {
        try (EngineSnapshot snapshot = engine.snapshot(project)) {
            RoaringBitmap members = new Evaluator(cache)
                    .evaluate(
                            project,
                            snapshot,
                            referred(snapshot),
                            question.condition(),
                            EngineFixture.scope(question.zone()),
                            Deadline.none());
            return EngineFixture.ids(snapshot, members);
        }
    }

    private Segments referred(EngineSnapshot snapshot) {
        NamedSegments named = new NamedSegments(name -> membership(snapshot, name));
        return new Segments() {
            @Override
            public Membership get(String idOrKey) {
                return named.get(idOrKey);
            }

            @Override
            public RoaringBitmap logged(String idOrKey, MembershipChange change, Window.Resolved window) {
                return ordinals(snapshot, log.logged(idOrKey, change, window));
            }
        };
    }

    private static RoaringBitmap ordinals(EngineSnapshot snapshot, Set<String> ids) {
        return RoaringBitmap.bitmapOfUnordered(snapshot.ordinals(ids, Deadline.none()).values().stream()
                .mapToInt(Integer::intValue)
                .toArray());
    }

    private @Nullable Membership membership(EngineSnapshot snapshot, String name) {
        return switch (segments.get(name)) {
            case ReferenceSegment.Dynamic(Condition condition, ZoneId zone) ->
                new Membership.Dynamic(condition, EngineFixture.scope(zone));
            case ReferenceSegment.Listed(Set<String> ids) -> new Membership.Static(ordinals(snapshot, ids));
            case null -> null;
        };
    }
}
