package io.muster.server.job;

import io.muster.model.MusterException;
import java.time.Duration;
import java.util.Optional;

/**
 * How often a job that failed is tried again. Only faults of the server are: what the caller did wrong stays wrong.
 *
 * @param attempts in all
 * @param first the pause before the second attempt; doubled before each further one
 */
public record RetryPolicy(int attempts, Duration first) {
    public static final RetryPolicy NEVER = new RetryPolicy(1, Duration.ZERO);

    private static final int MAX_DOUBLINGS = 20;

    /** How long to wait after that attempt, counted from 1, failed so; empty to give up. */
    Optional<Duration> pause(int attempt, Throwable error) {
        boolean callers = error instanceof MusterException known && known.code().status() < 500;
        if (callers || attempt >= attempts) {
            return Optional.empty();
        }
        return Optional.of(first.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS)));
    }
}
