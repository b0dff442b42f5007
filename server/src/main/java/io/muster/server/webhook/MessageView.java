package io.muster.server.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A message as callers see it: a delivery. */
record MessageView(
        String id,
        @Nullable String webhook,
        String url,
        String event,
        String subject,
        String state,
        int attempts,
        @Nullable Instant nextAttempt,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    static MessageView of(Message message) {
        return new MessageView(
                message.id(),
                message.receiver().webhook(),
                message.receiver().url().toString(),
                message.event(),
                message.subject(),
                message.state().code(),
                message.attempts(),
                message.nextAttempt(),
                message.createdAt(),
                message.finishedAt());
    }

    /** With all that was sent and answered. */
    record Detailed(
            String id,
            @Nullable String webhook,
            String url,
            String event,
            String subject,
            String state,
            List<AttemptView> attempts,
            @Nullable Instant nextAttempt,
            Instant createdAt,
            @Nullable Instant finishedAt,
            JsonNode payload) {

        static Detailed of(Message message, List<Attempt> attempts, JsonMapper json) {
            return new Detailed(
                    message.id(),
                    message.receiver().webhook(),
                    message.receiver().url().toString(),
                    message.event(),
                    message.subject(),
                    message.state().code(),
                    attempts.stream().map(AttemptView::of).toList(),
                    message.nextAttempt(),
                    message.createdAt(),
                    message.finishedAt(),
                    json.readTree(message.payload()));
        }
    }

    /** One time that it was sent. */
    record AttemptView(
            int number,
            Instant startedAt,
            long durationMs,
            @Nullable Integer status,
            @Nullable String response,
            @Nullable String error) {
        static AttemptView of(Attempt attempt) {
            return new AttemptView(
                    attempt.number(),
                    attempt.startedAt(),
                    attempt.millis(),
                    attempt.status(),
                    attempt.response(),
                    attempt.error());
        }
    }
}
