package io.muster.server.webhook;

import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditLog;
import io.muster.server.project.Project;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/v1/projects/{project}/callback-secret", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.ADMIN)
class CallbackController {

    private final Callbacks callbacks;
    private final AuditLog audit;

    CallbackController(Callbacks callbacks, AuditLog audit) {
        this.callbacks = callbacks;
        this.audit = audit;
    }

    @GetMapping
    ResponseEntity<SecretView> get(Project project, Caller caller) {
        audit.record(AuditEvent.ok(
                        project.organization(), caller.actor(), "callback.reveal_secret", project.id().value())
                .inProject(project.id().value()));
        return SecretView.answer(callbacks.secrets(project.id()));
    }

    @PostMapping("/rotate")
    ResponseEntity<SecretView> rotate(Project project) {
        return SecretView.answer(callbacks.rotate(project.id()));
    }
}
