package io.muster.server.segment;

import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.idempotency.Idempotency;
import io.muster.server.idempotency.IdempotencyKey;
import io.muster.server.idempotency.Made;
import io.muster.server.job.Job;
import io.muster.server.job.JobView;
import io.muster.server.project.Project;
import io.muster.server.segment.Segments.Created;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/v1/projects/{project}/segments", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.SEGMENTS)
class SegmentController {

    private final Segments segments;
    private final SegmentRefresh refresh;
    private final Idempotency idempotency;
    private final Clock clock;

    SegmentController(Segments segments, SegmentRefresh refresh, Idempotency idempotency, Clock clock) {
        this.segments = segments;
        this.refresh = refresh;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping
    @RequiredScope(Scope.READ)
    Page<SegmentView> list(Project project, PageRequest page) {
        return segments.list(project, page).map(segment -> SegmentView.of(segment, clock.instant()));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> create(Project project, IdempotencyKey key, @RequestBody ObjectNode body) {
        return idempotency.once(key, body, () -> segments.prepare(project, SegmentRequest.create(body)), prepared -> {
            Created created = segments.add(project, prepared);
            List<String> unknown = created.unknown().isEmpty() ? null : created.unknown();
            SegmentView view = SegmentView.of(created.segment(), clock.instant(), unknown);
            return Made.at("/v1/projects/" + project.key() + "/segments/" + view.key(), view);
        });
    }

    @GetMapping("/{segment}")
    @RequiredScope(Scope.READ)
    SegmentView get(Project project, @PathVariable String segment) {
        return SegmentView.of(segments.get(project, segment), clock.instant());
    }

    @PutMapping(path = "/{segment}", consumes = MediaType.APPLICATION_JSON_VALUE)
    SegmentView replace(Project project, @PathVariable String segment, @RequestBody ObjectNode body) {
        SegmentType type = segments.get(project, segment).type();
        SegmentContent content = SegmentRequest.replacement(body, type);
        return SegmentView.of(segments.replace(project, segment, content), clock.instant());
    }

    @DeleteMapping("/{segment}")
    ResponseEntity<Void> delete(Project project, @PathVariable String segment) {
        segments.delete(project, segment);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/refresh")
    ResponseEntity<?> refreshAll(Project project) {
        return accepted(refresh.requestAll(project), project);
    }

    @PostMapping("/{segment}/refresh")
    ResponseEntity<?> refresh(Project project, @PathVariable String segment) {
        return accepted(refresh.requestNow(project, segments.get(project, segment)), project);
    }

    private static ResponseEntity<?> accepted(Job queued, Project project) {
        JobView job = JobView.of(queued, project);
        return ResponseEntity.accepted()
                .location(URI.create("/v1/projects/" + project.key() + "/jobs/" + job.id()))
                .body(job);
    }
}
