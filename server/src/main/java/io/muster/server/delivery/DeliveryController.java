package io.muster.server.delivery;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.export.Export;
import io.muster.server.export.ExportState;
import io.muster.server.export.Exports;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Page;
import io.muster.server.idempotency.Idempotency;
import io.muster.server.idempotency.IdempotencyKey;
import io.muster.server.idempotency.Made;
import io.muster.server.project.Project;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.CacheControl;
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
@RequestMapping(
        path = "/v1/projects/{project}/exports/{export}/deliveries",
        produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.EXPORT)
class DeliveryController {

    private final Deliveries deliveries;
    private final Exports exports;
    private final Idempotency idempotency;
    private final Clock clock;

    DeliveryController(Deliveries deliveries, Exports exports, Idempotency idempotency, Clock clock) {
        this.deliveries = deliveries;
        this.exports = exports;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** A link and its end. */
    record LinkView(String url, Instant expiresAt) {}

    @GetMapping
    Page<DeliveryView> list(Project project, @PathVariable String export) {
        return new Page<>(
                deliveries.of(exports.get(project, export)).stream()
                        .map(DeliveryView::of)
                        .toList(),
                null);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> create(
            Project project, @PathVariable String export, IdempotencyKey key, @RequestBody ObjectNode body) {
        return idempotency.once(key, body, () -> {
            JsonFields fields = new JsonFields(body);
            String destination = fields.requiredText("destination", 1, 200).orElse("");
            fields.done();
            Export found = exports.get(project, export);
            Delivery made = deliveries.add(found, deliveries.destination(project.id(), destination));
            String path = "/v1/projects/" + project.key() + "/exports/" + export + "/deliveries/" + made.id();
            return Made.accepted(path, DeliveryView.of(made));
        });
    }

    @GetMapping("/{delivery}")
    DeliveryView get(Project project, @PathVariable String export, @PathVariable String delivery) {
        return DeliveryView.of(deliveries.get(exports.get(project, export), delivery));
    }

    @PostMapping("/{delivery}/retry")
    ResponseEntity<DeliveryView> retry(Project project, @PathVariable String export, @PathVariable String delivery) {
        return ResponseEntity.accepted()
                .body(DeliveryView.of(deliveries.retry(exports.get(project, export), delivery)));
    }

    @PostMapping(path = "/{delivery}/link", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<LinkView> link(
            Project project, @PathVariable String export, @PathVariable String delivery, @RequestBody ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        Duration time = LinkRequest.time(fields);
        int file = fields.node("file")
                .map(node -> {
                    if (!node.isInt() || node.intValue() < 0) {
                        fields.fault("file", ErrorCode.INVALID_REQUEST, "file is " + node + "; give 0, 1, ….");
                        return 0;
                    }
                    return node.intValue();
                })
                .orElse(0);
        fields.done();
        Export of = exports.get(project, export);
        Export.Failure erased = of.error();
        if (of.state() == ExportState.EXPIRED && erased != null) {
            throw new MusterException(erased.code(), erased.detail());
        }
        Delivery found = deliveries.get(of, delivery);
        Instant end = clock.instant().plus(time);
        String url = deliveries.sign(project, found, file, time).toString();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new LinkView(url, end));
    }
}
