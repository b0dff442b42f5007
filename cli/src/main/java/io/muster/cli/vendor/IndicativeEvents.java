package io.muster.cli.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.client.MusterJson;
import io.muster.client.RowFormat;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Event batches of Indicative as NDJSON. Its events have no id; they are given one made of all that they say, so that a
 * file that is imported again, or an event that was sent twice, counts once.
 */
final class IndicativeEvents {
    private static final String LIST = "events";
    private static final int ID_BYTES = 16;

    private IndicativeEvents() {}

    static VendorRows rows(Opener file) throws IOException {
        try (JsonRecords events = new JsonRecords(file, LIST)) {
            events.next();
        }
        return new VendorRows(RowFormat.NDJSON, () -> new MadeText(() -> new Rows(file)), Map.of());
    }

    /** What is missing or wrong is left for the server to find, which says so with the line. */
    private static ObjectNode row(JsonNode event) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("id", id(event));
        copy(event, "eventUniqueId", row, "profile");
        copy(event, "eventName", row, "name");
        time(event.path("eventTime")).ifPresent(time -> row.put("time", time));
        if (event.path("properties").isObject()) {
            row.set("properties", event.path("properties"));
        }
        return row;
    }

    private static void copy(JsonNode event, String from, ObjectNode row, String to) {
        JsonNode value = event.path(from);
        if (value.isString() || value.isNumber()) {
            row.put(to, value.asString());
        }
    }

    /** Milliseconds, as a number or as its digits; anything else is taken for a time as it stands. */
    private static Optional<String> time(JsonNode time) {
        if (!time.isString() && !time.isNumber()) {
            return Optional.empty();
        }
        String text = time.asString();
        try {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)).toString());
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.of(text);
        }
    }

    private static String id(JsonNode event) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(MusterJson.mapper().writeValueAsString(event).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Rows implements MadeText.Lines {
        private final JsonRecords events;

        Rows(Opener file) throws IOException {
            this.events = new JsonRecords(file, LIST);
        }

        @Override
        public @Nullable String next() {
            JsonNode event = events.next();
            return event == null ? null : MusterJson.mapper().writeValueAsString(row(event)) + "\n";
        }

        @Override
        public void close() throws IOException {
            events.close();
        }
    }
}
