package io.muster.server.organization;

import io.muster.server.access.Application;
import io.muster.server.access.ApplicationQuery;
import io.muster.server.access.ApplicationSettings;
import io.muster.server.access.Applications;
import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Rotation;
import io.muster.server.access.Scope;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.idempotency.Idempotency;
import io.muster.server.idempotency.IdempotencyKey;
import io.muster.server.idempotency.Made;
import io.muster.server.project.Project;
import java.util.function.UnaryOperator;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/v1/projects/{project}/applications", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.ADMIN)
class ApplicationController {
    private final Applications applications;
    private final ApplicationRequest requests;
    private final Idempotency idempotency;

    ApplicationController(Applications applications, ApplicationRequest requests, Idempotency idempotency) {
        this.applications = applications;
        this.requests = requests;
        this.idempotency = idempotency;
    }

    @GetMapping
    Page<ApplicationView> list(Caller caller, Project project, PageRequest page) {
        return applications.list(caller, of(project), page).map(ApplicationView::of);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> create(Caller caller, Project project, IdempotencyKey key, @RequestBody ObjectNode body) {
        ApplicationSettings settings = requests.forNew(caller, project, body);
        return idempotency.once(key, body, () -> {
            Applications.Issued made = applications.create(caller, settings);
            return Made.at(path(project, made.application()), view(made)).confidential();
        });
    }

    @GetMapping("/{application}")
    ApplicationView get(Caller caller, Project project, @PathVariable String application) {
        return ApplicationView.of(applications.get(caller, of(project), application));
    }

    @PatchMapping(path = "/{application}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ApplicationView update(
            Caller caller, Project project, @PathVariable String application, @RequestBody ObjectNode body) {
        UnaryOperator<ApplicationSettings> change = requests.forUpdate(caller, body);
        return ApplicationView.of(applications.update(caller, of(project), application, change));
    }

    @DeleteMapping("/{application}")
    ResponseEntity<Void> delete(Caller caller, Project project, @PathVariable String application) {
        applications.delete(caller, of(project), application);
        return ResponseEntity.noContent().build();
    }

    @PostMapping(path = "/{application}/rotate", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> rotate(
            Caller caller,
            Project project,
            @PathVariable String application,
            IdempotencyKey key,
            @RequestBody ObjectNode body) {
        Rotation rotation = requests.rotation(body);
        return idempotency.once(
                key,
                body,
                () -> Made.ok(view(applications.rotate(caller, of(project), application, rotation)))
                        .confidential());
    }

    /** Shows the secret: what a GET must not do, since GETs are kept in histories and logs. */
    @PostMapping("/{application}/reveal")
    ResponseEntity<ApplicationView> reveal(Caller caller, Project project, @PathVariable String application) {
        Application found = applications.get(caller, of(project), application);
        String secret = applications.reveal(caller, of(project), application).orElse(Applications.MASKED);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(ApplicationView.of(found, secret));
    }

    private static ApplicationQuery of(Project project) {
        return ApplicationQuery.of(project.organization(), project.id());
    }

    private static ApplicationView view(Applications.Issued issued) {
        return ApplicationView.of(issued.application(), issued.clientSecret());
    }

    private static String path(Project project, Application application) {
        return "/v1/projects/" + project.key() + "/applications/" + application.id();
    }
}
