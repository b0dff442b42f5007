package io.muster.server.segment.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class RegionsTest {

    @Test
    void countsEveryCombinationAsSetAlgebraDoes() {
        long seed = Seeds.of(RegionsTest.class);
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            List<RoaringBitmap> sets = sets(random, 1 + random.nextInt(5));

            long[] counts = Regions.count(sets);

            for (int combination = 1; combination < counts.length; combination++) {
                assertThat(counts[combination])
                        .as("seed %d, round %d, combination %d", seed, round, combination)
                        .isEqualTo(naive(sets, combination));
            }
        }
    }

    @Test
    void hasRoomForEightSetsAndForTheLastOrdinal() {
        List<RoaringBitmap> sets = IntStream.range(0, Regions.MOST)
                .mapToObj(set -> RoaringBitmap.bitmapOf(0, set, Integer.MAX_VALUE))
                .toList();

        long[] counts = Regions.count(sets);

        assertThat(counts).hasSize(256);
        assertThat(counts[255]).isEqualTo(2);
        assertThat(counts[1 << 7]).isEqualTo(1);
        assertThat(counts[0]).isZero();
    }

    @Test
    void setsMayBeEmpty() {
        assertThat(Regions.count(List.of(new RoaringBitmap(), RoaringBitmap.bitmapOf(3))))
                .containsExactly(0, 0, 1, 0);
    }

    private static List<RoaringBitmap> sets(Random random, int count) {
        List<RoaringBitmap> sets = new ArrayList<>();
        for (int set = 0; set < count; set++) {
            RoaringBitmap bitmap = new RoaringBitmap();
            int spread = 1 << (8 + random.nextInt(15));
            random.ints(5_000, 0, spread).forEach(bitmap::add);
            bitmap.add((long) spread, spread + 100_000L * random.nextInt(3));
            bitmap.runOptimize();
            sets.add(bitmap);
        }
        return sets;
    }

    private static long naive(List<RoaringBitmap> sets, int combination) {
        RoaringBitmap all = new RoaringBitmap();
        sets.forEach(all::or);
        for (int set = 0; set < sets.size(); set++) {
            if ((combination & 1 << set) != 0) {
                all.and(sets.get(set));
            } else {
                all.andNot(sets.get(set));
            }
        }
        return all.getLongCardinality();
    }
}
