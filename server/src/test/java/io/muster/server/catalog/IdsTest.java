package io.muster.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.ProjectId;
import io.muster.server.test.SteppedClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void idsSortByTheTimeOfTheirMaking() {
        String early = at("2026-01-01T00:00:00.000Z").next("p");
        String later = at("2026-01-01T00:00:00.001Z").next("p");
        String muchLater = at("2099-12-31T23:59:59.999Z").next("p");

        assertThat(early).isLessThan(later);
        assertThat(later).isLessThan(muchLater);
    }

    @Test
    void idsOfOneInstantSortAsTheyWereMade() {
        Ids ids = at("2026-01-01T00:00:00Z");
        List<String> made = Stream.generate(() -> ids.next("x")).limit(10_000).toList();
        assertThat(made).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void idsSortAsTheyWereMadeThoughTheClockIsPutBack() {
        SteppedClock clock = new SteppedClock();
        Ids ids = new Ids(clock);
        String before = ids.next("x");
        clock.step(Duration.ofHours(-1));
        String after = ids.next("x");
        clock.step(Duration.ofHours(2));
        assertThat(before).isLessThan(after);
        assertThat(after).isLessThan(ids.next("x"));
    }

    @Test
    void idsSortAsTheyWereMadeThoughChanceRunsOut() {
        RandomGenerator highest = new RandomGenerator() {
            @Override
            public long nextLong() {
                return -1;
            }

            @Override
            public long nextLong(long bound) {
                return bound - 1;
            }
        };
        Ids ids = new Ids(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), highest);
        List<String> made = Stream.generate(() -> ids.next("x")).limit(4).toList();
        assertThat(made).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void idsGoOnFromWhatWasMadeBefore() {
        String newest = at("2026-01-01T02:00:00Z").next("x");
        Ids ids = at("2026-01-01T00:00:00Z");
        ids.follow(Ids.time(newest).orElseThrow());

        assertThat(ids.next("x")).isGreaterThan(newest);
        ids.follow(0);
        assertThat(ids.next("x")).isGreaterThan(newest);
    }

    @Test
    void anIdHasItsTime() {
        Instant time = Instant.parse("2026-01-01T02:00:00.123Z");

        assertThat(Ids.time(at(time.toString()).next("msg"))).hasValue(time.toEpochMilli());
        assertThat(Ids.time("default")).isEmpty();
        assertThat(Ids.time("p_")).isEmpty();
        assertThat(Ids.time("p_ilou00000000000000000x")).isEmpty();
    }

    @Test
    void anIdNamesAProject() {
        assertThat(new ProjectId(at("2026-01-01T00:00:00Z").next("p")).value()).matches("p_[0-9a-z]{22}");
    }

    @Test
    void aSecretHasTwoHundredAndFiftySixBits() {
        assertThat(at("2026-01-01T00:00:00Z").secret()).matches("[0-9a-z]{52}");
    }

    private static Ids at(String instant) {
        return new Ids(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }
}
