package io.muster.server.erasure;

import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.audit.Audited;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.idempotency.Idempotency;
import io.muster.server.idempotency.IdempotencyKey;
import io.muster.server.idempotency.Made;
import io.muster.server.job.Job;
import io.muster.server.personal.SubjectKey;
import io.muster.server.project.Project;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/v1/projects/{project}/subject-access")
@RequiredScope(Scope.ERASE)
class SubjectAccessController {

    private final Accesses accesses;
    private final Idempotency idempotency;

    SubjectAccessController(Accesses accesses, Idempotency idempotency) {
        this.accesses = accesses;
        this.idempotency = idempotency;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> create(Project project, Caller caller, IdempotencyKey key, @RequestBody ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        Optional<SubjectKey> asked = SubjectKeys.one(fields);
        fields.done();
        return idempotency.once(key, body, () -> accesses.prepare(project, asked.orElseThrow()), prepared -> {
            View view = view(project, accesses.add(project, caller, prepared));
            return Made.accepted(path(project, view.id()), view);
        });
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<View> list(Project project, PageRequest page) {
        return accesses.list(project, page).map(access -> view(project, access));
    }

    @GetMapping(path = "/{access}", produces = MediaType.APPLICATION_JSON_VALUE)
    View get(Project project, @PathVariable String access) {
        return view(project, accesses.get(project, access));
    }

    @Audited
    @GetMapping(path = "/{access}/file", produces = MediaType.APPLICATION_NDJSON_VALUE)
    ResponseEntity<Resource> file(Project project, @PathVariable String access) {
        FileSystemResource file = new FileSystemResource(accesses.file(project, access));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_NDJSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("subject-access-" + access + ".ndjson")
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(file);
    }

    @DeleteMapping("/{access}")
    ResponseEntity<Void> delete(Project project, @PathVariable String access) {
        accesses.delete(project, access);
        return ResponseEntity.noContent().build();
    }

    private static String path(Project project, String id) {
        return "/v1/projects/" + project.key() + "/subject-access/" + id;
    }

    private static View view(Project project, Access access) {
        boolean there = access.state() == Access.State.SUCCEEDED;
        return new View(
                access.id(),
                access.state().text(),
                access.requestedBy(),
                there ? path(project, access.id()) + "/file" : null,
                access.lines(),
                access.bytes(),
                access.sha256(),
                access.job(),
                access.error(),
                access.createdAt(),
                access.finishedAt(),
                access.expiresAt());
    }

    /** A subject access as callers see it: nothing of whom it is about. */
    record View(
            String id,
            String state,
            String requestedBy,
            @Nullable String file,
            @Nullable Long lines,
            @Nullable Long bytes,
            @Nullable String sha256,
            @Nullable String job,
            Job.@Nullable Failure error,
            Instant createdAt,
            @Nullable Instant finishedAt,
            @Nullable Instant expiresAt) {}
}
