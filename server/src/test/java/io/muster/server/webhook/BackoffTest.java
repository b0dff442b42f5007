package io.muster.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.conformance.Proves;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Random random = new Random(7);

    @Test
    @Proves("artisan-72")
    void pausesGrowAndAddUpToADay() {
        Duration all = Duration.ZERO;
        Duration last = Duration.ZERO;
        int attempts = 1;
        for (Optional<Duration> pause = Backoff.pause(1, null, random);
                pause.isPresent();
                pause = Backoff.pause(++attempts, null, random)) {
            assertThat(pause.get()).isGreaterThan(last.multipliedBy(9).dividedBy(10));
            last = pause.get();
            all = all.plus(last);
        }

        assertThat(attempts).isEqualTo(11);
        assertThat(all).isBetween(Duration.ofHours(23), Duration.ofHours(27));
    }

    @Test
    void aReceiverCanAskForMorePatienceButNotForLess() {
        assertThat(Backoff.pause(1, "120", random).orElseThrow())
                .isBetween(Duration.ofSeconds(120), Duration.ofSeconds(132));
        assertThat(Backoff.pause(5, "1", random).orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMinutes(30));
        assertThat(Backoff.pause(1, "999999", random).orElseThrow()).isLessThan(Duration.ofHours(9));
        assertThat(Backoff.pause(1, "Wed, 21 Oct 2026 07:28:00 GMT", random).orElseThrow())
                .isLessThan(Duration.ofSeconds(6));
    }
}
