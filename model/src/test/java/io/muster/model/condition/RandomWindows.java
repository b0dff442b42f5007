package io.muster.model.condition;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random windows of every kind that the notation has. */
final class RandomWindows {

    private static final List<TemporalAmount> AMOUNTS = List.of(
            Period.ofDays(7),
            Period.ofMonths(1),
            Period.of(1, 14, 3),
            Period.ofYears(100),
            Duration.ofHours(36),
            Duration.ofMillis(1),
            Duration.parse("PT1H30M0.25S"),
            new Span(0, 1, Duration.ofHours(12)));

    private final Random random;
    private final Vocabulary words;

    RandomWindows(Random random, Vocabulary words) {
        this.random = random;
        this.words = words;
    }

    Window next() {
        return switch (random.nextInt(4)) {
            case 0 -> new Window.Last(pick(AMOUNTS), zone());
            case 1 -> calendar();
            case 2 -> new Window.Next(pick(AMOUNTS), zone());
            default -> range();
        };
    }

    private Window calendar() {
        boolean current = random.nextBoolean();
        Window.Unit unit = pick(List.of(Window.Unit.values()));
        int least = current ? 0 : 1;
        int count = random.nextInt(10) == 0 ? unit.most() : least + random.nextInt(12);
        return new Window.Calendar(count, unit, current, zone());
    }

    private Window range() {
        Value first = pointInTime();
        Value second = pointInTime();
        boolean ascending = !start(first).isAfter(start(second));
        Value from = ascending ? first : second;
        Value to = ascending ? second : first;
        return switch (random.nextInt(3)) {
            case 0 -> new Window.Range(from, null, zone());
            case 1 -> new Window.Range(null, to, zone());
            default -> new Window.Range(from, to, zone());
        };
    }

    Value pointInTime() {
        return random.nextBoolean() ? new Value.Day(pick(words.days())) : new Value.Moment(pick(words.instants()));
    }

    static Instant start(Value value) {
        return switch (value) {
            case Value.Day(var date) -> date.atStartOfDay(ZoneOffset.UTC).toInstant();
            case Value.Moment(var instant) -> instant;
            default -> throw new IllegalArgumentException("not a point in time: " + value);
        };
    }

    private @Nullable ZoneId zone() {
        return random.nextBoolean() ? pick(words.zones()) : null;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
