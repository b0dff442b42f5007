package io.muster.model.condition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Seeded random conditions over the whole tree; the same seed and vocabulary give the same conditions. */
public final class RandomConditions {

    private static final int DEEPEST = 4;

    private final Random random;
    private final Vocabulary words;
    private final RandomTests tests;
    private final RandomWindows windows;

    public RandomConditions(long seed, Vocabulary words) {
        this.random = new Random(seed);
        this.words = words;
        this.windows = new RandomWindows(random, words);
        this.tests = new RandomTests(random, words, windows);
    }

    public Condition next() {
        return condition(random.nextInt(DEEPEST));
    }

    private Condition condition(int levels) {
        if (levels == 0 || random.nextInt(4) == 0) {
            return leaf();
        }
        return switch (random.nextInt(3)) {
            case 0 -> new Condition.All(some(4, () -> condition(levels - 1)));
            case 1 -> new Condition.Any(some(4, () -> condition(levels - 1)));
            default -> new Condition.Not(condition(levels - 1));
        };
    }

    private Condition leaf() {
        return switch (random.nextInt(16)) {
            case 0 -> new Condition.Tag(pick(words.tags()));
            case 1 -> new Condition.Known(random.nextBoolean());
            case 2 -> new Condition.Identity(pick(words.keyspaces()));
            case 3 -> words.segments().isEmpty() ? leaf() : new Condition.InSegment(pick(words.segments()));
            case 4 -> new Condition.Profiles(some(3, () -> pick(words.profiles())));
            case 5, 6, 7 -> event();
            case 8 -> sequence();
            case 9 -> new Condition.Near(degrees(90), degrees(180), 1 + random.nextInt(20_015) + random.nextDouble());
            case 10 -> quantile();
            case 11 -> words.segments().isEmpty() ? leaf() : logged();
            default -> new Condition.Attribute(pick(words.attributes()), tests.next());
        };
    }

    private double degrees(int most) {
        return random.nextBoolean() ? random.nextInt(-most, most + 1) : random.nextDouble(-most, most);
    }

    private Condition logged() {
        MembershipChange change = pick(List.of(MembershipChange.values()));
        return new Condition.Logged(change, pick(words.segments()), random.nextBoolean() ? windows.next() : null);
    }

    private Condition sequence() {
        List<Step> steps = new ArrayList<>();
        int size = 2 + random.nextInt(3);
        while (steps.size() < size) {
            boolean first = steps.isEmpty();
            steps.add(new Step(
                    pattern(),
                    first || random.nextBoolean() ? null : gap(),
                    first ? List.of() : some(3, this::pattern)));
        }
        return new Condition.Sequence(
                steps, random.nextBoolean() ? duration() : null, random.nextBoolean() ? windows.next() : null);
    }

    private EventPattern pattern() {
        return new EventPattern(pick(words.events()), random.nextBoolean() ? property(random.nextInt(2)) : null);
    }

    private Gap gap() {
        return switch (random.nextInt(3)) {
            case 0 -> new Gap(duration(), null);
            case 1 -> new Gap(null, duration());
            default -> {
                Duration min = duration();
                yield new Gap(min, min.plus(duration()));
            }
        };
    }

    private Duration duration() {
        return pick(List.of(
                Duration.ofMillis(1),
                Duration.ofHours(1),
                Duration.ofHours(36),
                Duration.ofDays(7),
                Duration.parse("P1DT1H30M0.25S")));
    }

    private Condition quantile() {
        int of = pick(List.of(2, 4, 5, 10, Condition.Quantile.MAX_QUANTILES));
        List<Integer> in = new ArrayList<>(List.of(1 + random.nextInt(of)));
        in.addAll(some(3, () -> 1 + random.nextInt(of)));
        return new Condition.Quantile(of, in, ranking(), random.nextBoolean() ? condition(random.nextInt(2)) : null);
    }

    private Ranking ranking() {
        if (random.nextInt(3) == 0) {
            return new Ranking.OfAttribute(pick(words.attributes()));
        }
        Figure figure =
                switch (random.nextInt(5)) {
                    case 0 -> new Figure.Count();
                    case 1 -> new Figure.Days();
                    case 2 -> new Figure.Recency(random.nextBoolean());
                    default -> new Figure.Aggregate(pick(List.of(Measure.Function.values())), pick(words.properties()));
                };
        return new Ranking.OfEvents(pattern(), random.nextBoolean() ? windows.next() : null, figure);
    }

    private Condition event() {
        return new Condition.Event(
                pick(words.events()),
                random.nextBoolean() ? property(random.nextInt(3)) : null,
                random.nextBoolean() ? windows.next() : null,
                measure());
    }

    private Measure measure() {
        return switch (random.nextInt(7)) {
            case 0 -> new Measure.First();
            case 1 -> new Measure.Last();
            case 2 -> new Measure.Days(tests.ofNumbers());
            case 3 -> new Measure.Count(tests.ofNumbers());
            case 4 -> Measure.Count.AT_LEAST_ONE;
            default ->
                new Measure.Aggregate(
                        pick(List.of(Measure.Function.values())), pick(words.properties()), tests.ofNumbers());
        };
    }

    private PropertyCondition property(int levels) {
        if (levels == 0) {
            return new PropertyCondition.Property(pick(words.properties()), tests.next());
        }
        return switch (random.nextInt(3)) {
            case 0 -> new PropertyCondition.All(some(3, () -> property(levels - 1)));
            case 1 -> new PropertyCondition.Any(some(3, () -> property(levels - 1)));
            default -> new PropertyCondition.Not(property(levels - 1));
        };
    }

    private <T> List<T> some(int below, Supplier<T> supplier) {
        List<T> list = new ArrayList<>();
        int size = random.nextInt(below);
        for (int i = 0; i < size; i++) {
            list.add(supplier.get());
        }
        return list;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
