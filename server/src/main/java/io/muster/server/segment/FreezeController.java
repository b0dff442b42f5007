package io.muster.server.segment;

import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.Instants;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Keys;
import io.muster.server.idempotency.Idempotency;
import io.muster.server.idempotency.IdempotencyKey;
import io.muster.server.idempotency.Made;
import io.muster.server.project.Project;
import io.muster.server.segment.Segments.Prepared;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequiredScope(Scope.SEGMENTS)
class FreezeController {

    private final Segments segments;
    private final Idempotency idempotency;
    private final Clock clock;

    FreezeController(Segments segments, Idempotency idempotency, Clock clock) {
        this.segments = segments;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @PostMapping(
            path = "/v1/projects/{project}/segments/{segment}/freeze",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> freeze(
            Project project, @PathVariable String segment, IdempotencyKey key, @RequestBody ObjectNode body) {
        return idempotency.once(key, body, () -> prepare(segments.get(project, segment), body), prepared -> {
            Segment made = segments.add(project, prepared).segment();
            return Made.at(
                    "/v1/projects/" + project.key() + "/segments/" + made.key(), SegmentView.of(made, clock.instant()));
        });
    }

    private Prepared prepare(Segment source, ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        Optional<String> key = fields.parsed("key", Keys::check);
        Optional<String> name = fields.requiredText("name", 1, 200);
        Optional<String> description = fields.nullableText("description", 0, 10_000);
        Optional<String> category = fields.nullableText("category", 0, 200);
        Optional<Instant> asOf = fields.parsed("as_of", text -> Instants.parse("as_of", text));
        fields.done();
        SegmentContent content = new SegmentContent(
                name.orElseThrow(),
                description.orElse(null),
                category.orElse(null),
                null,
                new Refresh.Manual(),
                null,
                null,
                OnStale.WARN);
        SegmentRequest request = new SegmentRequest(key, SegmentType.STATIC, content, List.of());
        return segments.prepareFrozen(source, request, asOf.orElse(null));
    }
}
