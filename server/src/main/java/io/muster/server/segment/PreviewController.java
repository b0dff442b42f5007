package io.muster.server.segment;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.model.ErrorCode;
import io.muster.model.condition.Condition;
import io.muster.model.condition.ResolvedWindow;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Zones;
import io.muster.server.project.Project;
import io.muster.server.query.Queries;
import io.muster.server.segment.Evaluations.Evaluated;
import io.muster.server.segment.Evaluations.Evaluation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequiredScope(Scope.READ)
class PreviewController {

    private static final int SAMPLE = 10;
    private static final int MAX_SAMPLE = 100;

    private final Segments segments;
    private final Evaluations evaluations;
    private final Queries queries;
    private final Clock clock;

    PreviewController(Segments segments, Evaluations evaluations, Queries queries, Clock clock) {
        this.segments = segments;
        this.evaluations = evaluations;
        this.queries = queries;
        this.clock = clock;
    }

    @PostMapping(
            path = "/v1/projects/{project}/segments/preview",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Preview preview(Project project, @RequestBody ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        Optional<ZoneId> zone = fields.parsed("zone", Zones::parse);
        int sample = fields.node("sample").map(node -> sample(fields, node)).orElse(SAMPLE);
        Optional<Instant> asOf = fields.node("as_of").flatMap(node -> asOf(fields, node));
        if (fields.node("definition").isEmpty()) {
            fields.fault("definition", ErrorCode.INVALID_REQUEST, "definition is missing; give a condition.");
        }
        fields.done();
        Condition definition = SegmentRequest.definition(body, "definition");
        segments.check(project, definition, "/definition");
        Instant instant = asOf.orElseGet(clock::instant);
        return queries.run(deadline -> evaluate(project, definition, zone, instant, sample, deadline));
    }

    private Preview evaluate(
            Project project, Condition definition, Optional<ZoneId> zone, Instant asOf, int sample, Deadline deadline) {
        long start = System.nanoTime();
        try (Evaluation evaluation = evaluations.open(project, asOf, deadline)) {
            EngineSnapshot snapshot = evaluation.snapshot();
            Evaluated evaluated = evaluation.evaluate(definition, zone.orElse(null));
            List<String> ids = snapshot.members(evaluated.members(), -1, sample, deadline).stream()
                    .map(EngineSnapshot.Member::id)
                    .toList();
            return new Preview(
                    evaluated.members().getLongCardinality(),
                    snapshot.profileCount(),
                    evaluation.dataVersion(),
                    evaluation.asOf(),
                    evaluated.windows(),
                    ids,
                    new DefinitionWarnings(snapshot, deadline).of(definition),
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
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

    private static Optional<Instant> asOf(JsonFields fields, JsonNode node) {
        try {
            return Optional.of(OffsetDateTime.parse(node.asString()).toInstant());
        } catch (DateTimeParseException e) {
            fields.fault(
                    "as_of",
                    ErrorCode.INVALID_REQUEST,
                    "as_of is " + node + "; give an ISO-8601 instant such as 2026-03-02T06:00:00Z.");
            return Optional.empty();
        }
    }

    record Preview(
            long count,
            long total,
            long dataVersion,
            Instant asOf,
            List<ResolvedWindow> windows,
            List<String> sample,
            List<DefinitionWarnings.Warning> warnings,
            long tookMs) {}
}
