package io.muster.client;

import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Counts the attempts at one call, and decides after each whether there is another. */
final class Attempts {
    private final RetryPolicy policy;
    private final Call call;
    private int made;
    private boolean brokeOff;

    Attempts(RetryPolicy policy, Call call) {
        this.policy = policy;
        this.call = call;
    }

    /** How long to wait before the next attempt, if there is one. */
    Optional<Duration> delayAfter(Problem refusal) {
        made++;
        Duration wanted = refusal.retryAfter() == null ? Duration.ZERO : refusal.retryAfter();
        return isLast() || !passes(refusal) || wanted.compareTo(policy.maxRetryAfter()) > 0
                ? Optional.empty()
                : Optional.of(longer(wanted, backOff()));
    }

    /** How long to wait before the next attempt; throws the failure if there is none. */
    Duration delayAfter(MusterConnectionException failure) {
        made++;
        brokeOff = true;
        boolean neverSent = failure.getCause() instanceof ConnectException;
        if (isLast() || (!call.harmless() && !neverSent)) {
            throw failure;
        }
        return backOff();
    }

    private boolean isLast() {
        return made >= policy.maxAttempts()
                || (call.body() != null && !call.body().repeatable());
    }

    private boolean passes(Problem refusal) {
        return switch (refusal.status()) {
            case 429, 502, 503, 504 -> call.harmless() && !refusal.code().equals("deadline_exceeded");
            // Our own first attempt may still be running when its connection broke.
            case 409 -> brokeOff && refusal.code().equals("conflict");
            default -> false;
        };
    }

    private Duration backOff() {
        return policy.delayAfter(made, ThreadLocalRandom.current().nextDouble());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
