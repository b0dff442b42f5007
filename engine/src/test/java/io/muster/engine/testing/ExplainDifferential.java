package io.muster.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.Profile;
import io.muster.engine.SegmentEngine;
import io.muster.engine.explain.Explainer;
import io.muster.engine.explain.Explanation;
import io.muster.engine.explain.Flip;
import io.muster.engine.explain.ProfileEvents;
import io.muster.engine.explain.ProfileFacts;
import io.muster.engine.explain.StoredEvents;
import io.muster.engine.explain.Surroundings;
import io.muster.model.ProjectId;
import io.muster.model.condition.AsOf;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Measure;
import io.muster.model.condition.Test;
import io.muster.model.condition.Value;
import io.muster.model.condition.Window;
import io.muster.model.condition.WindowResolver;
import io.muster.model.condition.json.ConditionWriter;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** One set of random data, and definitions with moving windows that some of its profiles are asked about. */
final class ExplainDifferential {

    private final SegmentEngine engine;
    private final long seed;
    private final RandomValues values;
    private final List<RandomData.Batch> batches;
    private final Map<String, ReferenceSegment> segments;
    private final RandomDefinitions definitions;
    private final MovingWindows windows;
    private final ReferenceData data = new ReferenceData();
    private int flips;

    ExplainDifferential(SegmentEngine engine, long seed) {
        this.engine = engine;
        this.seed = seed;
        this.values = new RandomValues(new Random(seed));
        this.batches = new RandomData(values).batches();
        this.definitions = new RandomDefinitions(values);
        this.segments = definitions.segments();
        this.windows = new MovingWindows(values);
    }

    /** Returns how many verdicts flipped. */
    int compare(int questions) {
        ProjectId project = new ProjectId("explain-" + Long.toUnsignedString(seed));
        engine.createProject(project);
        batches.forEach(batch -> batch.load(engine, project, data));
        try (EngineSnapshot snapshot = engine.snapshot(project)) {
            for (int i = 0; i < questions; i++) {
                ask(snapshot);
            }
        }
        engine.dropProject(project);
        return flips;
    }

    private void ask(EngineSnapshot snapshot) {
        Condition condition = windows.in(values.once(4) ? definitions.condition() : timed(values.below(3)));
        ZoneId zone = values.zone();
        DayOfWeek weekStart = values.one(DayOfWeek.MONDAY, DayOfWeek.SUNDAY);
        String id = values.one(data.ids());
        Instant asOf = asOf(id);
        Surroundings surroundings = surroundings(id, weekStart, asOf);
        int most = values.one(0, 1, 2, 5, 100_000);
        Explanation explained =
                new Explainer(facts(snapshot, id, most), surroundings, weekStart, asOf).explain(condition, zone);
        Oracle oracle = new Oracle(condition, zone, weekStart, id);
        String what = "-Dmuster.seed=" + seed + " " + id + " as of " + asOf + " in " + zone + ": "
                + ConditionWriter.text(condition) + " " + explained.flip();
        assertThat(explained.verdict()).as(what).isEqualTo(oracle.holds(asOf));
        Explanation byAll =
                new Explainer(facts(snapshot, id, 100_000), surroundings, weekStart, asOf).explain(condition, zone);
        new SameExplanation("reading " + most + ", " + what).check(explained, byAll);
        if (!byAll.flip().provided()) {
            checkFlip(byAll, asOf, oracle, what);
        }
    }

    /** What hangs on time more often than other definitions do. */
    private Condition timed(int depth) {
        if (depth > 0) {
            List<Condition> parts = List.of(timed(depth - 1), timed(depth - 1));
            return switch (values.below(3)) {
                case 0 -> new Condition.All(parts);
                case 1 -> new Condition.Any(parts);
                default -> new Condition.Not(parts.getFirst());
            };
        }
        Window any = new Window.Resolved(Instant.EPOCH, Instant.EPOCH, values.zone());
        String name = values.one("a", "b");
        return switch (values.below(6)) {
            case 0 -> new Condition.Attribute(name, List.of(new Test.Within(any)));
            case 1 -> new Condition.Attribute(name, List.of(new Test.Anniversary(any)));
            case 2 -> new Condition.Event("buy", null, any, values.once(2) ? new Measure.First() : new Measure.Last());
            default -> new Condition.Event("buy", null, any, new Measure.Count(List.of(bound())));
        };
    }

    private Test bound() {
        Value count = Value.Numeric.of(1 + values.below(3));
        return values.once(3) ? new Test.Is(count, false) : new Test.Compare(values.one(Test.Order.values()), count);
    }

    /** Mostly soon after something has happened, so that it still lies in windows. */
    private Instant asOf(String id) {
        List<Long> times = RandomData.EVENTS.stream()
                .flatMap(name -> data.events(id, name).stream())
                .map(EventRow::time)
                .toList();
        if (times.isEmpty() || values.once(4)) {
            return values.moment();
        }
        long later = values.one(0L, 1L, 3_600_000L, 86_400_000L, 6 * 86_400_000L, 40 * 86_400_000L);
        return Instant.ofEpochMilli(values.one(times) + later);
    }

    private void checkFlip(Explanation explained, Instant asOf, Oracle oracle, String what) {
        Flip flip = explained.flip();
        Instant until =
                switch (flip.kind()) {
                    case AT, NOT_BEFORE -> Objects.requireNonNull(flip.at());
                    case NEVER -> asOf.plus(Duration.ofDays(3_000));
                    case UNKNOWN -> asOf;
                };
        if (flip.kind() == Flip.Kind.AT) {
            flips++;
            assertThat(oracle.holds(until)).as("at the flip, " + what).isNotEqualTo(explained.verdict());
            assertThat(oracle.holds(until.minusMillis(1)))
                    .as("before the flip, " + what)
                    .isEqualTo(explained.verdict());
        }
        for (int i = 0; i < 6; i++) {
            Instant between = i < 3
                    ? values.moment()
                    : asOf.plusMillis(Math.abs((long) (random() * (until.toEpochMilli() - asOf.toEpochMilli()))));
            if (between.isAfter(asOf) && between.isBefore(until)) {
                assertThat(oracle.holds(between))
                        .as("at " + between + ", " + what)
                        .isEqualTo(explained.verdict());
            }
        }
    }

    private double random() {
        return values.below(1_000_000) / 1_000_000.0;
    }

    /** @param most events of one name that are read */
    private static ProfileFacts facts(EngineSnapshot snapshot, String id, int most) {
        Profile profile = snapshot.profiles(List.of(id), Deadline.none()).getFirst();
        ProfileEvents events = new StoredEvents(snapshot, profile.ordinal(), Deadline.none());
        return new ProfileFacts(profile, events, most, 3 * most);
    }

    private Surroundings surroundings(String id, DayOfWeek weekStart, Instant asOf) {
        return new Surroundings() {
            @Override
            public Referred segment(String idOrKey) {
                return switch (segments.get(idOrKey)) {
                    case ReferenceSegment.Dynamic(Condition condition, ZoneId zone) ->
                        new Referred.Defined(condition, zone);
                    case ReferenceSegment.Listed(Set<String> ids) -> new Referred.Listed(ids.contains(id));
                    case null -> throw new IllegalArgumentException(idOrKey);
                };
            }

            @Override
            public boolean holds(Condition condition, ZoneId zone) {
                return new Oracle(condition, zone, weekStart, id).holds(asOf);
            }
        };
    }

    /** The reference, asked about one profile at any instant. */
    private final class Oracle {
        private final Condition condition;
        private final ZoneId zone;
        private final DayOfWeek weekStart;
        private final String id;

        private Oracle(Condition condition, ZoneId zone, DayOfWeek weekStart, String id) {
            this.condition = condition;
            this.zone = zone;
            this.weekStart = weekStart;
            this.id = id;
        }

        private boolean holds(Instant at) {
            Condition resolved = WindowResolver.resolve(condition, new AsOf(at, zone, weekStart))
                    .condition();
            return new ReferenceEvaluator(data, segments)
                    .evaluate(resolved, zone)
                    .contains(id);
        }
    }
}
