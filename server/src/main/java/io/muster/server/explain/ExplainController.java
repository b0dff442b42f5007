package io.muster.server.explain;

import io.muster.model.ErrorCode;
import io.muster.model.condition.Condition;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.explain.Explanations.Question;
import io.muster.server.http.Instants;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Zones;
import io.muster.server.project.Project;
import io.muster.server.segment.Definitions;
import io.muster.server.segment.Segment;
import io.muster.server.segment.Segments;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/v1/projects/{project}/segments", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.READ)
class ExplainController {

    private final Segments segments;
    private final Definitions definitions;
    private final Explanations explanations;
    private final Clock clock;

    ExplainController(Segments segments, Definitions definitions, Explanations explanations, Clock clock) {
        this.segments = segments;
        this.definitions = definitions;
        this.explanations = explanations;
        this.clock = clock;
    }

    @GetMapping("/{segment}/explain/{profile}")
    ExplanationView explain(
            Project project,
            @PathVariable String segment,
            @PathVariable String profile,
            @RequestParam(name = "as_of", required = false) @Nullable String asOf) {
        Instant instant = Instants.parameter("as_of", asOf);
        Segment target = segments.get(project, segment);
        return explanations.ofSegment(project, target, profile, instant == null ? clock.instant() : instant);
    }

    @PostMapping(path = "/explain", consumes = MediaType.APPLICATION_JSON_VALUE)
    ExplanationView explain(Project project, @RequestBody ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        Optional<String> profile = fields.requiredText("profile", 1, 10_000);
        Optional<ZoneId> zone = fields.parsed("zone", Zones::parse);
        Optional<Instant> asOf = fields.parsed("as_of", text -> Instants.parse("as_of", text));
        if (fields.node("definition").isEmpty()) {
            fields.fault("definition", ErrorCode.INVALID_REQUEST, "definition is missing; give a condition.");
        }
        fields.done();
        Condition definition = definitions.read(project, body, "definition");
        return explanations.of(
                project,
                new Question(definition, zone.orElse(project.zone()), asOf.orElseGet(clock::instant)),
                profile.orElseThrow());
    }
}
