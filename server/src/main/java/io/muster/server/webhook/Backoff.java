package io.muster.server.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a message is tried again: soon at first, for a day in all. Each pause is up to a tenth longer than said, so that
 * what failed together does not come again together.
 */
final class Backoff {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(8));

    private static final Duration LONGEST = Duration.ofHours(8);

    private Backoff() {}

    /**
     * The pause after so many attempts; empty to give up.
     *
     * @param attempts in this series, 1 at least
     * @param retryAfter what the receiver asked for, in seconds; anything else is ignored
     */
    static Optional<Duration> pause(int attempts, @Nullable String retryAfter, RandomGenerator random) {
        if (attempts > PAUSES.size()) {
            return Optional.empty();
        }
        Duration pause = PAUSES.get(attempts - 1);
        Duration asked = seconds(retryAfter);
        Duration longer = asked.compareTo(pause) > 0 ? asked : pause;
        return Optional.of(longer.plusMillis(random.nextLong(longer.toMillis() / 10 + 1)));
    }

    private static Duration seconds(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.matches("[0-9]{1,6}")) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(retryAfter));
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
