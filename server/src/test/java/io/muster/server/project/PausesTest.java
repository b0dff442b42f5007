package io.muster.server.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.ProjectId;
import io.muster.server.test.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PausesTest {
    private static final ProjectId ONE = new ProjectId("p1");
    private static final ProjectId OTHER = new ProjectId("p2");

    private final SteppedClock clock = new SteppedClock();
    private final Pauses pauses = new Pauses(clock);

    @Test
    void eachIsTwiceAsLongAsTheOneBeforeUpToAnHour() {
        List<Long> minutes = Stream.generate(() -> pauses.after(ONE))
                .limit(8)
                .map(Duration::toMinutes)
                .toList();

        assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(pauses.after(OTHER)).hasMinutes(1);
    }

    @Test
    void oneIsOverWhenItsTimeIs() {
        Instant failed = clock.instant();
        pauses.after(ONE);

        assertThat(Duration.between(failed, pauses.until(ONE))).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(Duration.between(clock.instant(), pauses.until(ONE))).isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(pauses.until(OTHER)).isBefore(failed);
    }

    @Test
    void whatSucceededBeginsAnew() {
        pauses.after(ONE);
        pauses.after(ONE);
        pauses.forget(ONE);

        assertThat(pauses.until(ONE)).isBefore(clock.instant());
        assertThat(pauses.after(ONE)).hasMinutes(1);
    }
}
