package io.muster.server.webhook;

import io.muster.model.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something to be told to one receiver. Its id and payload stay the same however often it is sent.
 *
 * @param subject the id of what it is about
 * @param payload the body as sent
 * @param attempts how often it was sent
 * @param seriesStart how often it had been sent when it was last set going
 * @param once whether it is not tried again
 * @param nextAttempt null when nothing is to be tried any more
 */
record Message(
        String id,
        ProjectId project,
        Receiver receiver,
        String event,
        String subject,
        String payload,
        MessageState state,
        int attempts,
        int seriesStart,
        boolean once,
        @Nullable Instant nextAttempt,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
