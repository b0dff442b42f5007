package io.muster.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockStepsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicLong millis = new AtomicLong(1_800_000_000_000L);
    private final ClockSteps steps = new ClockSteps(new Held(), nanos::get);

    @Test
    void timeThatPassesIsNoStep() {
        pass(Duration.ofHours(3));
        assertThat(steps.back()).isZero();
    }

    @Test
    void saysOnceByHowMuchTheClockWasPutBack() {
        pass(Duration.ofSeconds(1));
        millis.addAndGet(-Duration.ofHours(2).toMillis());

        assertThat(steps.back()).isEqualTo(Duration.ofHours(2));
        assertThat(steps.back()).isZero();
    }

    @Test
    void aClockThatIsPutForwardOrBackALittleIsLeftAlone() {
        millis.addAndGet(Duration.ofHours(2).toMillis());
        assertThat(steps.back()).isZero();
        millis.addAndGet(-4_000);
        assertThat(steps.back()).isZero();
    }

    private void pass(Duration time) {
        millis.addAndGet(time.toMillis());
        nanos.addAndGet(time.toNanos());
    }

    private final class Held extends Clock {
        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
