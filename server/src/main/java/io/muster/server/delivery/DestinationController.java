package io.muster.server.delivery;

import io.muster.model.MusterException;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.idempotency.Idempotency;
import io.muster.server.idempotency.IdempotencyKey;
import io.muster.server.idempotency.Made;
import io.muster.server.outbound.OutboundUrls;
import io.muster.server.project.Project;
import org.jspecify.annotations.Nullable;
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
@RequestMapping(path = "/v1/projects/{project}/destinations", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.ADMIN)
class DestinationController {

    private final Destinations destinations;
    private final OutboundUrls urls;
    private final Idempotency idempotency;

    DestinationController(Destinations destinations, OutboundUrls urls, Idempotency idempotency) {
        this.destinations = destinations;
        this.urls = urls;
        this.idempotency = idempotency;
    }

    /** What came of a test. */
    record Tested(boolean reachable, @Nullable Failure error) {
        record Failure(String code, String detail) {}
    }

    @GetMapping
    @RequiredScope(Scope.EXPORT)
    Page<DestinationView> list(Project project, PageRequest page) {
        return destinations.list(project.id(), page).map(DestinationView::of);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> create(Project project, IdempotencyKey key, @RequestBody ObjectNode body) {
        return idempotency.once(key, body, () -> {
            Destination made = destinations.create(project.id(), DestinationRequest.read(body, urls));
            String path = "/v1/projects/" + project.key() + "/destinations/" + made.key();
            return Made.at(path, DestinationView.of(made));
        });
    }

    @GetMapping("/{destination}")
    @RequiredScope(Scope.EXPORT)
    DestinationView get(Project project, @PathVariable String destination) {
        return DestinationView.of(destinations.get(project.id(), destination));
    }

    @PutMapping(path = "/{destination}", consumes = MediaType.APPLICATION_JSON_VALUE)
    DestinationView replace(Project project, @PathVariable String destination, @RequestBody ObjectNode body) {
        return DestinationView.of(
                destinations.replace(project.id(), destination, DestinationRequest.read(body, urls)));
    }

    @DeleteMapping("/{destination}")
    ResponseEntity<Void> delete(Project project, @PathVariable String destination) {
        destinations.delete(project.id(), destination);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{destination}/test")
    Tested test(Project project, @PathVariable String destination) {
        Destination known = destinations.get(project.id(), destination);
        try {
            destinations.test(project.id(), known.id());
            return new Tested(true, null);
        } catch (MusterException e) {
            return new Tested(false, new Tested.Failure(e.code().code(), e.detail()));
        }
    }
}
