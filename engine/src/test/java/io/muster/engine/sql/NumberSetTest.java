package io.muster.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.engine.sql.NumberSet.Cut;
import io.muster.model.testing.Seeds;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumberSetTest {

    private static final List<BigDecimal> NUMBERS = IntStream.rangeClosed(-6, 6)
            .mapToObj(i -> BigDecimal.valueOf(i * 5L, 1))
            .toList();

    private final Random random = new Random(Seeds.of(NumberSetTest.class));

    @Test
    void containsWhatItsMakingSays() {
        for (int i = 0; i < 5000; i++) {
            Described described = random(3);
            for (BigDecimal number : NUMBERS) {
                assertThat(described.set().contains(number))
                        .as("%s in %s", number, described.set())
                        .isEqualTo(described.holds().test(number));
            }
        }
    }

    @Test
    void rangesAreDisjointAndCoverTheSet() {
        for (int i = 0; i < 2000; i++) {
            NumberSet set = random(3).set();
            for (BigDecimal number : NUMBERS) {
                long covering = set.ranges().stream()
                        .filter(range -> range.from() == null || range.from().isBelow(number))
                        .filter(range -> range.to() == null || !range.to().isBelow(number))
                        .count();
                assertThat(covering).as("%s in %s", number, set).isEqualTo(set.contains(number) ? 1 : 0);
            }
        }
    }

    @Test
    void equalNumbersOfOtherScalesAreOnePoint() {
        assertThat(NumberSet.points(List.of(new BigDecimal("1.0"), BigDecimal.ONE)))
                .isEqualTo(NumberSet.points(List.of(BigDecimal.ONE)));
    }

    private record Described(NumberSet set, Predicate<BigDecimal> holds) {}

    private Described random(int depth) {
        BigDecimal number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        if (depth > 0 && random.nextInt(4) > 0) {
            Described one = random(depth - 1);
            Described other = random(depth - 1);
            return switch (random.nextInt(3)) {
                case 0 -> new Described(one.set().and(other.set()), one.holds().and(other.holds()));
                case 1 -> new Described(one.set().or(other.set()), one.holds().or(other.holds()));
                default -> new Described(one.set().complement(), one.holds().negate());
            };
        }
        return switch (random.nextInt(4)) {
            case 0 -> new Described(NumberSet.above(Cut.below(number)), x -> x.compareTo(number) >= 0);
            case 1 -> new Described(NumberSet.above(Cut.above(number)), x -> x.compareTo(number) > 0);
            case 2 -> new Described(NumberSet.below(Cut.above(number)), x -> x.compareTo(number) <= 0);
            default -> new Described(NumberSet.points(List.of(number)), x -> x.compareTo(number) == 0);
        };
    }
}
