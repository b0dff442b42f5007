package io.muster.server.project;

import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.idempotency.Idempotency;
import io.muster.server.idempotency.IdempotencyKey;
import io.muster.server.idempotency.Made;
import io.muster.server.limit.ProjectLimits;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/v1/projects", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.ADMIN)
class ProjectController {
    private final Projects projects;
    private final ProjectDeletions deletions;
    private final Idempotency idempotency;

    ProjectController(Projects projects, ProjectDeletions deletions, Idempotency idempotency) {
        this.projects = projects;
        this.deletions = deletions;
        this.idempotency = idempotency;
    }

    @GetMapping
    @RequiredScope(Scope.READ)
    Page<View> list(Caller caller, PageRequest page) {
        return projects.list(caller, page).map(this::view);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> create(Caller caller, IdempotencyKey key, @RequestBody ObjectNode body) {
        caller.requireOrganization();
        return idempotency.once(
                key, body, () -> projects.prepare(caller.organization(), ProjectSettings.forNew(body)), prepared -> {
                    Project project = projects.add(prepared);
                    return Made.at("/v1/projects/" + project.key(), view(project))
                            .project(project.id().value());
                });
    }

    @GetMapping("/{project}")
    @RequiredScope(Scope.READ)
    View get(Project project) {
        return view(project);
    }

    @PatchMapping(path = "/{project}", consumes = MediaType.APPLICATION_JSON_VALUE)
    View update(Project project, Caller caller, @RequestBody ObjectNode body) {
        if (body.has("limits")) {
            caller.requireOrganization("a project's limits");
        }
        Project changed = ProjectSettings.forUpdate(body).changed(project);
        projects.update(changed);
        return view(changed);
    }

    @DeleteMapping("/{project}")
    ResponseEntity<ProjectDeletionView> delete(
            Project project, Caller caller, @RequestBody(required = false) @Nullable ObjectNode body) {
        ProjectDeletions.confirm(project, body);
        ProjectDeletionView view = ProjectDeletionView.of(deletions.begin(project, caller));
        return ResponseEntity.accepted()
                .location(URI.create("/v1/project-deletions/" + view.id()))
                .body(view);
    }

    private View view(Project project) {
        return new View(
                project.id().value(),
                project.key(),
                project.name(),
                project.zone().getId(),
                ProjectStore.weekStart(project.weekStart()),
                project.exportRetention(),
                project.limits(),
                project.createdAt(),
                projects.dataVersion(project));
    }

    record View(
            String id,
            String key,
            String name,
            String zone,
            String weekStart,
            String exportRetention,
            ProjectLimits limits,
            Instant createdAt,
            long dataVersion) {}
}
