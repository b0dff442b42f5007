package io.muster.server.preview;

import io.muster.model.ErrorCode;
import io.muster.server.http.Instants;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Zones;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is asked of a definition, but for the definition itself.
 *
 * @param sample ids to show
 * @param conditions whether every condition is counted by itself too
 * @param against the id or key of a segment to compare with
 */
record PreviewRequest(
        Optional<ZoneId> zone, int sample, Optional<Instant> asOf, boolean conditions, Optional<String> against) {

    private static final int SAMPLE = 10;
    private static final int MAX_SAMPLE = 100;

    static PreviewRequest read(ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        PreviewRequest request = new PreviewRequest(
                fields.parsed("zone", Zones::parse),
                fields.node("sample").map(node -> sample(fields, node)).orElse(SAMPLE),
                fields.parsed("as_of", text -> Instants.parse("as_of", text)),
                fields.flag("conditions").orElse(false),
                fields.text("against", 1, 200));
        if (fields.node("definition").isEmpty()) {
            fields.fault("definition", ErrorCode.INVALID_REQUEST, "definition is missing; give a condition.");
        }
        fields.done();
        return request;
    }

    private static int sample(JsonFields fields, JsonNode node) {
        if (node.isIntegralNumber()
                && node.canConvertToInt()
                && node.intValue() >= 0
                && node.intValue() <= MAX_SAMPLE) {
            return node.intValue();
        }
        fields.fault(
                "sample",
                ErrorCode.INVALID_REQUEST,
                "sample is " + node + "; give a whole number from 0 to " + MAX_SAMPLE + ".");
        return SAMPLE;
    }
}
