package io.muster.server.export;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.idempotency.Idempotency;
import io.muster.server.idempotency.IdempotencyKey;
import io.muster.server.idempotency.Made;
import io.muster.server.project.Project;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/projects/{project}/exports")
@RequiredScope(Scope.EXPORT)
class ExportController {

    private final Exports exports;
    private final ExportExtras extras;
    private final Idempotency idempotency;

    ExportController(Exports exports, ExportExtras extras, Idempotency idempotency) {
        this.exports = exports;
        this.extras = extras;
        this.idempotency = idempotency;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<ExportView> list(Project project, @RequestParam @Nullable String state, PageRequest page) {
        Page<Export> found = exports.list(project, state == null ? null : state(state), page);
        Map<String, Map<String, @Nullable Object>> seen = extras.seen(found.items());
        return found.map(export -> ExportView.of(project, export, seen.getOrDefault(export.id(), Map.of())));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> create(Project project, IdempotencyKey key, @RequestBody ObjectNode body) {
        return idempotency.once(key, body, () -> exports.prepare(project, body), prepared -> {
            Export export = exports.add(project, prepared);
            return Made.accepted(ExportView.path(project, export), view(project, export));
        });
    }

    @GetMapping(path = "/{export}", produces = MediaType.APPLICATION_JSON_VALUE)
    ExportView get(Project project, @PathVariable String export) {
        return view(project, exports.get(project, export));
    }

    @DeleteMapping(path = "/{export}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> delete(Project project, @PathVariable String export) {
        exports.delete(project, export);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{export}/file")
    ResponseEntity<Resource> file(Project project, @PathVariable String export, @RequestHeader HttpHeaders asked)
            throws IOException {
        Export found = exports.get(project, export);
        return FileAnswer.of(found, exports.file(found), asked);
    }

    @GetMapping(path = "/{export}/manifest", produces = MediaType.APPLICATION_JSON_VALUE)
    JsonNode manifest(Project project, @PathVariable String export) {
        return exports.manifest(exports.get(project, export));
    }

    private ExportView view(Project project, Export export) {
        return ExportView.of(project, export, extras.seen(export));
    }

    private static ExportState state(String text) {
        return Arrays.stream(ExportState.values())
                .filter(state -> state.code().equals(text))
                .findFirst()
                .orElseThrow(() -> new MusterException(
                        ErrorCode.INVALID_REQUEST,
                        "state: " + text + " cannot be; give one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(ExportState.values())
                                                .map(ExportState::code)
                                                .toList())
                                + "."));
    }
}
