package io.muster.engine.testing;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Measure;
import io.muster.model.condition.PropertyCondition;
import io.muster.model.condition.Test;
import io.muster.model.condition.Window;
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
        return switch (values.below(16)) {
            case 0, 1, 2, 3, 4 -> new Condition.Attribute(name(), tests.some());
            case 5 -> new Condition.Tag(values.one(RandomData.TAGS));
            case 6 -> new Condition.Known(values.once(2));
            case 7 -> new Condition.Identity(values.one("email", "device", "shared_user_id", "unseen"));
            case 8 -> new Condition.Profiles(profiles());
            case 9, 10 -> segments == 0 ? new Condition.Any(List.of()) : segment(segments);
            default -> event();
        };
    }

    private Condition segment(int segments) {
        return new Condition.InSegment("s" + values.below(segments));
    }

    private Condition event() {
        PropertyCondition where = values.once(3) ? where(values.below(3)) : null;
        Window within = values.once(3) ? tests.window() : null;
        String name = values.once(15) ? "unseen" : values.one(RandomData.EVENTS);
        return new Condition.Event(name, where, within, measure());
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
