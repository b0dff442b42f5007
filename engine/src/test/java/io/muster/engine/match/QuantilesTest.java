package io.muster.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.condition.Condition.Quantile;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Figure;
import io.muster.model.condition.Ranking;
import io.muster.model.testing.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class QuantilesTest {

    private static final Ranking AGE = new Ranking.OfAttribute("age");
    private static final Ranking COUNT = new Ranking.OfEvents(new EventPattern("buy", null), null, new Figure.Count());
    private static final Ranking RECENCY =
            new Ranking.OfEvents(new EventPattern("buy", null), null, new Figure.Recency(false));

    /** The quantile of each profile 0, 1, 2 …, of those up to {@code among}; 0 for those in none. */
    private static List<Integer> quantiles(int of, Ranking by, int among, double... values) {
        Integer[] quantiles = new Integer[among];
        Arrays.fill(quantiles, 0);
        for (int number = 1; number <= of; number++) {
            RankedProfiles ranked = new RankedProfiles(
                    new Quantile(of, List.of(number), by, null), RoaringBitmap.bitmapOfRange(0, among));
            for (int i = 0; i < values.length; i++) {
                ranked.number(i, values[i]);
            }
            int in = number;
            ranked.members().forEach((int ordinal) -> quantiles[ordinal] += in);
        }
        return List.of(quantiles);
    }

    @Test
    void cutsTheRankingIntoEqualParts() {
        assertThat(quantiles(5, AGE, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
        assertThat(quantiles(2, AGE, 3, 30, 10, 20)).containsExactly(2, 1, 2);
        assertThat(quantiles(4, AGE, 1, 7)).containsExactly(4);
        assertThat(quantiles(4, AGE, 3)).containsExactly(0, 0, 0);
    }

    @Test
    void givesEqualValuesTheLowestQuantileOfAnyOfThem() {
        assertThat(quantiles(5, AGE, 10, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5)).containsExactly(1, 1, 1, 1, 1, 1, 4, 4, 5, 5);
        assertThat(quantiles(2, AGE, 4, -0.0, 0.0, 1, 1)).containsExactly(1, 1, 2, 2);
    }

    @Test
    void ranksRecencyFromTheMostRecentDown() {
        assertThat(quantiles(5, RECENCY, 10, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5))
                .containsExactly(1, 1, 2, 2, 5, 5, 5, 5, 5, 5);
    }

    @Test
    void countsNothingAsZeroWhereOfNothingItIsZero() {
        assertThat(quantiles(2, COUNT, 6, 3, 1)).containsExactly(2, 2, 1, 1, 1, 1);
        assertThat(quantiles(2, RECENCY, 6, 3, 1)).containsExactly(2, 1, 0, 0, 0, 0);
        assertThat(quantiles(3, COUNT, 6, -5, 7, 0)).containsExactly(1, 3, 1, 1, 1, 1);
    }

    @Test
    void takesTheKindOfValueThatMoreOfThemHave() {
        RankedProfiles ranked =
                new RankedProfiles(new Quantile(2, List.of(2), AGE, null), RoaringBitmap.bitmapOfRange(0, 4));
        ranked.number(0, 1e300);
        ranked.date(1, 1);
        ranked.date(2, 2);
        ranked.date(9, 3);
        assertThat(ranked.members().toArray()).containsExactly(2);
    }

    @Test
    void agreesWithCountingWhoIsBelow() {
        long seed = Seeds.of(QuantilesTest.class);
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            double[] values = random.doubles(random.nextInt(1, 40))
                    .map(d -> Math.floor(d * 12) - 4)
                    .toArray();
            int among = values.length + random.nextInt(10);
            int of = 2 + random.nextInt(12);
            double[] all = Arrays.copyOf(values, among);
            List<Integer> expected = IntStream.range(0, among)
                    .mapToObj(i -> (int) Math.ceilDiv(
                            (1
                                            + Arrays.stream(all)
                                                    .filter(other -> other < all[i])
                                                    .count())
                                    * of,
                            (long) among))
                    .toList();
            assertThat(quantiles(of, COUNT, among, values))
                    .as("%d of %s", of, Arrays.toString(all))
                    .isEqualTo(expected);
        }
    }
}
