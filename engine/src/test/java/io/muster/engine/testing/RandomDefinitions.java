package io.muster.engine.testing;

import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Figure;
import io.muster.model.condition.Gap;
import io.muster.model.condition.Measure;
import io.muster.model.condition.MembershipChange;
import io.muster.model.condition.PropertyCondition;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Step;
import io.muster.model.condition.Test;
import io.muster.model.condition.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Definitions over the names and values of {@link RandomData}, and a few that it has not. */
final class RandomDefinitions {

    private static final int SEGMENTS = 6;

    private final RandomValues values;
    private final RandomTests tests;

    RandomDefinitions(RandomValues values) {
        this.values = values;
        this.tests = new RandomTests(values);
    }

    /** Segments that refer to earlier ones, and so to some by several ways. */
    Map<String, ReferenceSegment> segments() {
        Map<String, ReferenceSegment> segments = new LinkedHashMap<>();
        for (int i = 0; i < SEGMENTS; i++) {
            segments.put(
                    "s" + i,
                    values.once(3)
                            ? new ReferenceSegment.Listed(Set.copyOf(profiles()))
                            : new ReferenceSegment.Dynamic(condition(2, i), values.zone()));
        }
        return segments;
    }

    Condition condition() {
        return condition(values.below(4), SEGMENTS);
    }

    private Condition condition(int depth, int segments) {
        if (depth > 0) {
            Supplier<Condition> part = () -> condition(depth - 1, segments);
            return switch (values.below(5)) {
                case 0, 1 -> new Condition.All(some(part));
                case 2, 3 -> new Condition.Any(some(part));
                default -> new Condition.Not(part.get());
            };
        }
        return switch (values.below(22)) {
            case 0, 1, 2, 3, 4 -> new Condition.Attribute(name(), tests.some());
            case 5 -> new Condition.Tag(values.one(RandomData.TAGS));
            case 6 -> new Condition.Known(values.once(2));
            case 7 -> new Condition.Identity(values.one("email", "device", "shared_user_id", "unseen"));
            case 8 -> new Condition.Profiles(profiles());
            case 11, 12 -> sequence();
            case 13 -> near();
            case 14, 15 -> quantile(segments);
            case 16 -> logged();
            case 9, 10 -> segments == 0 ? new Condition.Any(List.of()) : segment(segments);
            default -> event();
        };
    }

    private Condition segment(int segments) {
        return new Condition.InSegment("s" + values.below(segments));
    }

    private Condition logged() {
        return new Condition.Logged(
                values.one(MembershipChange.values()),
                "s" + values.below(SEGMENTS),
                values.once(3) ? null : tests.window());
    }

    private Condition near() {
        double km = values.one(0.001, 1.0, 300.0, 5_000.0, Condition.Near.MAX_KM / 2, Condition.Near.MAX_KM);
        return new Condition.Near(degrees(90), degrees(180), km);
    }

    /** Places of {@link RandomValues#place}, and their neighbours. */
    private double degrees(int most) {
        double degrees = values.place(most).doubleValue() + values.one(0.0, 0.0, 0.01, -1.0, 45.0);
        return Math.clamp(degrees, -most, most);
    }

    private Condition sequence() {
        List<Step> steps = new ArrayList<>();
        int size = 2 + values.below(3);
        while (steps.size() < size) {
            boolean first = steps.isEmpty();
            steps.add(new Step(
                    pattern(),
                    first || values.once(2) ? null : gap(),
                    first
                            ? List.of()
                            : Stream.generate(this::pattern)
                                    .limit(values.below(3))
                                    .toList()));
        }
        return new Condition.Sequence(
                steps, values.once(3) ? duration() : null, values.once(3) ? tests.window() : null);
    }

    private Gap gap() {
        Duration one = duration();
        Duration other = duration();
        return switch (values.below(3)) {
            case 0 -> new Gap(one, null);
            case 1 -> new Gap(null, one);
            default -> one.compareTo(other) <= 0 ? new Gap(one, other) : new Gap(other, one);
        };
    }

    /** As long as times of {@link RandomValues} are apart. */
    private Duration duration() {
        return Duration.ofMillis(values.one(
                1L, 2L, 30_000L, 60_000L, 3_600_000L, 3_600_001L, 86_400_000L, 90_000_000L, 1_000_000_000_000L));
    }

    private EventPattern pattern() {
        return new EventPattern(eventName(), values.once(3) ? where(values.below(2)) : null);
    }

    private Condition quantile(int segments) {
        int of = values.one(2, 3, 4, 5, 10, 100);
        List<Integer> in = Stream.generate(() -> 1 + values.below(of))
                .limit(1 + values.below(of))
                .toList();
        return new Condition.Quantile(of, in, ranking(), values.once(2) ? null : condition(values.below(2), segments));
    }

    private Ranking ranking() {
        if (values.once(3)) {
            return new Ranking.OfAttribute(name());
        }
        Figure figure =
                switch (values.below(6)) {
                    case 0 -> new Figure.Count();
                    case 1 -> new Figure.Days();
                    case 2 -> new Figure.Recency(values.once(2));
                    default -> new Figure.Aggregate(values.one(Measure.Function.values()), name());
                };
        return new Ranking.OfEvents(pattern(), values.once(3) ? tests.window() : null, figure);
    }

    private String eventName() {
        return values.once(15) ? "unseen" : values.one(RandomData.EVENTS);
    }

    /** A log in which profiles come and go at times that windows start and end at, too. */
    ReferenceLog log() {
        Map<String, List<ReferenceLog.Stay>> stays = new LinkedHashMap<>();
        for (int i = 0; i < SEGMENTS; i++) {
            stays.put(
                    "s" + i,
                    RandomData.PROFILES.stream()
                            .filter(any -> values.once(2))
                            .map(this::stay)
                            .toList());
        }
        return new ReferenceLog(stays);
    }

    private ReferenceLog.Stay stay(String profile) {
        Instant from = values.moment();
        Instant to = values.moment();
        return new ReferenceLog.Stay(profile, from, to.isAfter(from) ? to : null);
    }

    private Condition event() {
        PropertyCondition where = values.once(3) ? where(values.below(3)) : null;
        Window within = values.once(3) ? tests.window() : null;
        return new Condition.Event(eventName(), where, within, measure());
    }

    private PropertyCondition where(int depth) {
        if (depth == 0) {
            return new PropertyCondition.Property(name(), tests.some());
        }
        Supplier<PropertyCondition> part = () -> where(depth - 1);
        return switch (values.below(3)) {
            case 0 -> new PropertyCondition.All(some(part));
            case 1 -> new PropertyCondition.Any(some(part));
            default -> new PropertyCondition.Not(part.get());
        };
    }

    private Measure measure() {
        return switch (values.below(10)) {
            case 0, 1, 2 -> new Measure.Count(tests.ofCounts());
            case 3 -> new Measure.Days(tests.ofCounts());
            case 4 -> new Measure.First();
            case 5 -> new Measure.Last();
            default -> aggregate(values.one(Measure.Function.values()));
        };
    }

    private Measure aggregate(Measure.Function function) {
        List<Test> bounds = function == Measure.Function.DISTINCT ? tests.ofCounts() : tests.ofNumbers();
        return new Measure.Aggregate(function, name(), bounds);
    }

    private String name() {
        return values.once(15) ? "unseen" : values.one(RandomData.NAMES);
    }

    private List<String> profiles() {
        return Stream.concat(Stream.of("nobody"), RandomData.PROFILES.stream().filter(any -> values.once(3)))
                .toList();
    }

    private <T> List<T> some(Supplier<T> part) {
        int size = values.once(10) ? 0 : 1 + values.below(3);
        return IntStream.range(0, size).mapToObj(any -> part.get()).toList();
    }
}
