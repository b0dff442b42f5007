package io.muster.server.export.schedule;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.condition.Condition;
import io.muster.model.condition.json.ConditionWriter;
import io.muster.server.export.ExportRequest;
import io.muster.server.export.schedule.ExportSchedule.Plan;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Zones;
import io.muster.server.segment.Refresh;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a caller says of a schedule. */
final class PlanRequest {

    private static final int MAX_NAME = 200;

    private PlanRequest() {}

    /** @throws MusterException with every fault; those of the export point into it */
    static Plan read(ObjectNode body, Function<ObjectNode, ExportRequest> check) {
        JsonFields fields = new JsonFields(body);
        Optional<String> name = fields.requiredText("name", 1, MAX_NAME);
        ObjectNode export = export(fields, check);
        Optional<Refresh> timing = fields.parsed("timing", PlanRequest::timing);
        if (!fields.has("timing")) {
            fields.fault("timing", ErrorCode.INVALID_REQUEST, "timing is missing; give daily, PT6H or 0 6 * * *.");
        }
        @Nullable
        ZoneId zone = fields.nullableText("zone", 1, 100)
                .flatMap(text -> fields.parsed("zone", Zones::parse))
                .orElse(null);
        boolean sinceLast = fields.flag("since_last").orElse(false);
        boolean enabled = fields.flag("enabled").orElse(true);
        fields.done();
        return new Plan(name.orElseThrow(), export, timing.orElseThrow(), zone, sinceLast, enabled);
    }

    private static ObjectNode export(JsonFields fields, Function<ObjectNode, ExportRequest> check) {
        Optional<JsonNode> node = fields.node("export");
        if (node.isPresent() && node.get() instanceof ObjectNode object) {
            return checked(fields, object, check);
        }
        fields.fault("export", ErrorCode.INVALID_REQUEST, "export is what POST …/exports would take, as an object.");
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode checked(JsonFields fields, ObjectNode export, Function<ObjectNode, ExportRequest> check) {
        try {
            ExportRequest request = check.apply(export);
            if (export.has("since_export")) {
                fields.fault(
                        "export/since_export",
                        ErrorCode.INVALID_REQUEST,
                        "A schedule compares with its own last run; leave since_export out and give since_last.");
            }
            return stored(export, request);
        } catch (MusterException e) {
            if (e.errors().isEmpty()) {
                fields.fault("export", e.code(), e.detail());
            }
            e.errors().forEach(error -> fields.fault("export" + error.pointer(), error.code(), error.detail()));
        }
        return export;
    }

    /** A definition in words is kept as its tree: whoever takes ids out of what is kept knows lists only. */
    private static ObjectNode stored(ObjectNode export, ExportRequest request) {
        Condition definition = request.definition();
        if (definition == null || !export.path("definition").isString()) {
            return export;
        }
        ObjectNode tree = export.deepCopy();
        tree.set("definition", ConditionWriter.json(definition));
        return tree;
    }

    private static Refresh timing(String text) {
        String right = "give daily, a duration such as PT6H, or five cron fields such as 0 6 * * *.";
        try {
            Refresh timing = Refresh.parse(text);
            if (!(timing instanceof Refresh.Manual)) {
                return timing;
            }
        } catch (MusterException e) {
            throw new MusterException(ErrorCode.INVALID_REQUEST, "timing is \"" + text + "\"; " + right, e);
        }
        throw new MusterException(ErrorCode.INVALID_REQUEST, "timing is \"" + text + "\"; " + right);
    }
}
