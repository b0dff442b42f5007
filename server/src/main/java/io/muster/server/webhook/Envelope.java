package io.muster.server.webhook;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;

/** The body of a message, as Standard Webhooks has it. */
record Envelope(String type, Instant timestamp, JsonNode data) {
    Envelope {
        timestamp = timestamp.truncatedTo(ChronoUnit.MILLIS);
    }
}
