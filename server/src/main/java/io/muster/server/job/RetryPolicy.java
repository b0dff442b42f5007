package io.muster.server.job;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How often a job that failed is tried again. Only faults of the server are: what the caller did wrong stays wrong.
 *
 * @param attempts in all
 * @param first the pause before the second attempt; doubled before each further one
 * @param only the faults that are worth it; none for all of the server's
 */
public record RetryPolicy(int attempts, Duration first, Set<ErrorCode> only) {
    public static final RetryPolicy NEVER = new RetryPolicy(1, Duration.ZERO);

    private static final int MAX_DOUBLINGS = 20;

    public RetryPolicy {
        only = Set.copyOf(only);
    }

    public RetryPolicy(int attempts, Duration first) {
        this(attempts, first, Set.of());
    }

    /** How long to wait after that attempt, counted from 1, failed so; empty to give up. */
    Optional<Duration> pause(int attempt, Throwable error) {
        if (!isWorthIt(error) || attempt >= attempts) {
            return Optional.empty();
        }
        return Optional.of(first.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS)));
    }

    private boolean isWorthIt(Throwable error) {
        if (!(error instanceof MusterException known)) {
            return only.isEmpty();
        }
        return only.isEmpty() ? known.code().status() >= 500 : only.contains(known.code());
    }
}
