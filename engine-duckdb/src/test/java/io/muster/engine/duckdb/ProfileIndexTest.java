package io.muster.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ProfileIndexTest {

    private static final long SEED = 20_260_101;

    @Test
    void keepsAMillionIdsApart() {
        SplittableRandom random = new SplittableRandom(SEED);
        ProfileIndex index = new ProfileIndex(Arena::ofAuto);
        Map<String, Integer> expected = new HashMap<>();
        while (expected.size() < 1_000_000) {
            String id = id(random);
            Integer known = expected.get(id);
            if (known == null) {
                expected.put(id, index.add(Utf8.bytes(id)));
            } else {
                assertThat(index.find(Utf8.bytes(id))).isEqualTo(known);
            }
        }
        expected.forEach((id, ordinal) -> {
            if (index.find(Utf8.bytes(id)) != ordinal || !index.id(ordinal).equals(Optional.of(id))) {
                throw new AssertionError("seed " + SEED + ": " + id + " is not at " + ordinal);
            }
        });
        assertThat(index.size()).isEqualTo(1_000_000);
        assertThat(index.find(Utf8.bytes("not there"))).isEqualTo(-1);
    }

    private static String id(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> String.valueOf(random.nextInt(500_000));
            case 1 -> "user-" + random.nextInt(2_000_000);
            case 2 -> "ünïcödé " + Long.toHexString(random.nextLong());
            default -> "x".repeat(random.nextInt(40)) + random.nextInt(100_000);
        };
    }

    @Test
    void keepsVeryLongAndEmptyIds() {
        ProfileIndex index = new ProfileIndex(Arena::ofAuto);
        String huge = "h".repeat(5_000_000);
        for (String id : new String[] {"", huge, "a", huge + "2", "b"}) {
            index.add(Utf8.bytes(id));
        }
        assertThat(index.find(Utf8.bytes(""))).isZero();
        assertThat(index.find(Utf8.bytes(huge))).isEqualTo(1);
        assertThat(index.find(Utf8.bytes(huge + "2"))).isEqualTo(3);
        assertThat(index.id(4)).contains("b");
    }

    @Test
    void isReadWhileItGrows() {
        ProfileIndex index = new ProfileIndex(Arena::ofAuto);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
            int reads = 0;
            while (!done.get()) {
                int size = index.size();
                for (int ordinal = Math.max(0, size - 100); ordinal < size; ordinal++) {
                    assertThat(index.find(Utf8.bytes("id-" + ordinal))).isIn(ordinal, -1);
                    assertThat(index.id(ordinal)).contains("id-" + ordinal);
                    reads++;
                }
            }
            return reads;
        });
        for (int ordinal = 0; ordinal < 300_000; ordinal++) {
            index.add(Utf8.bytes("id-" + ordinal));
        }
        done.set(true);
        assertThat(reader.join()).isPositive();
    }
}
