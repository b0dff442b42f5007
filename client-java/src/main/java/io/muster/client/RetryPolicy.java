package io.muster.client;

import java.time.Duration;

/**
 * How often a request is tried, and how long to wait between. Waits double from {@code firstDelay} to {@code maxDelay}
 * and are shortened at random by up to half. A {@code Retry-After} is obeyed instead, if it is no longer than {@code
 * maxRetryAfter}; a longer one makes the call fail at once.
 *
 * <p>Tried again are 429, 502, 503 and 504 answers and broken connections, and only requests that do no harm when they
 * arrive twice.
 */
public record RetryPolicy(int maxAttempts, Duration firstDelay, Duration maxDelay, Duration maxRetryAfter) {

    /** Five attempts, waits from 200 ms to 10 s, and up to a minute when the server asks for it. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(5, Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMinutes(1));

    /** One attempt. */
    public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts: " + maxAttempts + " is too small; the least is 1.");
        }
    }

    /** How long to wait after that attempt, the first being 1; {@code random} lies in [0, 1). */
    Duration delayAfter(int attempt, double random) {
        double doubled = firstDelay.toMillis() * Math.pow(2, attempt - 1);
        double longest = Math.min(doubled, (double) maxDelay.toMillis());
        return Duration.ofMillis(Math.round(longest * (1 - random / 2)));
    }
}
