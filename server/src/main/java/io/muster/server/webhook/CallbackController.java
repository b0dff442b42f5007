package io.muster.server.webhook;

import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
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

    CallbackController(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    @GetMapping
    ResponseEntity<SecretView> get(Project project) {
        return SecretView.answer(callbacks.secrets(project.id()));
    }

    @PostMapping("/rotate")
    ResponseEntity<SecretView> rotate(Project project) {
        return SecretView.answer(callbacks.rotate(project.id()));
    }
}
