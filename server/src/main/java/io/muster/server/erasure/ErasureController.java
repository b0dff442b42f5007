package io.muster.server.erasure;

import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.audit.Audited;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.idempotency.Idempotency;
import io.muster.server.idempotency.IdempotencyKey;
import io.muster.server.idempotency.Made;
import io.muster.server.job.Job;
import io.muster.server.project.Project;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/v1/projects/{project}/erasures")
@RequiredScope(Scope.ERASE)
class ErasureController {

    private static final String JOSE = "application/jose";

    private final Erasures erasures;
    private final Idempotency idempotency;

    ErasureController(Erasures erasures, Idempotency idempotency) {
        this.erasures = erasures;
        this.idempotency = idempotency;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> create(Project project, Caller caller, IdempotencyKey key, @RequestBody ObjectNode body) {
        ErasureRequest request = ErasureRequest.read(body);
        if (request.dryRun()) {
            return ResponseEntity.ok(erasures.preview(project, request));
        }
        return idempotency.once(key, body, () -> {
            View view = view(project, erasures.add(project, caller, request));
            return Made.accepted(path(project, view.id()), view);
        });
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<View> list(Project project, PageRequest page) {
        return erasures.list(project, page).map(erasure -> view(project, erasure));
    }

    @GetMapping(path = "/{erasure}", produces = MediaType.APPLICATION_JSON_VALUE)
    View get(Project project, @PathVariable String erasure) {
        return view(project, erasures.get(project, erasure));
    }

    @Audited
    @GetMapping(path = "/{erasure}/receipt", produces = JOSE)
    ResponseEntity<String> receipt(Project project, @PathVariable String erasure) {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(JOSE)).body(erasures.receipt(project, erasure));
    }

    private static String path(Project project, String id) {
        return "/v1/projects/" + project.key() + "/erasures/" + id;
    }

    private static View view(Project project, Erasure erasure) {
        return new View(
                erasure.id(),
                erasure.state().text(),
                erasure.requestedBy(),
                erasure.suppress(),
                erasure.asked(),
                erasure.profiles(),
                erasure.places(),
                erasure.dataVersion(),
                erasure.receipt() == null ? null : path(project, erasure.id()) + "/receipt",
                erasure.job(),
                erasure.error(),
                erasure.createdAt(),
                erasure.finishedAt());
    }

    /** An erasure as callers see it: nothing of who it is about. */
    record View(
            String id,
            String state,
            String requestedBy,
            boolean suppress,
            int asked,
            @Nullable Integer profiles,
            List<PlaceCount> places,
            @Nullable Long dataVersion,
            @Nullable String receipt,
            @Nullable String job,
            Job.@Nullable Failure error,
            Instant createdAt,
            @Nullable Instant finishedAt) {}
}
