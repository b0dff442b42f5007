package io.muster.server.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time that a message was sent.
 *
 * @param number from 1
 * @param millis how long it took
 * @param status of the answer; null where none came
 * @param response the beginning of the answer
 * @param error why no answer came
 */
record Attempt(
        int number,
        Instant startedAt,
        long millis,
        @Nullable Integer status,
        @Nullable String response,
        @Nullable String error) {

    boolean isSuccess() {
        return status != null && status >= 200 && status < 300;
    }
}
