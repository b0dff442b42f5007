package io.muster.server.webhook;

import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditLog;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.idempotency.Idempotency;
import io.muster.server.idempotency.IdempotencyKey;
import io.muster.server.idempotency.Made;
import io.muster.server.outbound.OutboundUrls;
import io.muster.server.project.Project;
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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/v1/projects/{project}/webhooks", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.ADMIN)
class WebhookController {

    private final Webhooks webhooks;
    private final Messages messages;
    private final OutboundUrls urls;
    private final Idempotency idempotency;
    private final AuditLog audit;
    private final JsonMapper json;

    WebhookController(
            Webhooks webhooks,
            Messages messages,
            OutboundUrls urls,
            Idempotency idempotency,
            AuditLog audit,
            JsonMapper json) {
        this.webhooks = webhooks;
        this.messages = messages;
        this.urls = urls;
        this.idempotency = idempotency;
        this.audit = audit;
        this.json = json;
    }

    @GetMapping
    Page<WebhookView> list(Project project, PageRequest page) {
        return webhooks.list(project.id(), page).map(WebhookView::of);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> create(Project project, IdempotencyKey key, @RequestBody ObjectNode body) {
        return idempotency.once(key, body, () -> {
            Webhook webhook = webhooks.create(project.id(), WebhookRequest.read(body, urls, true));
            String path = "/v1/projects/" + project.key() + "/webhooks/" + webhook.id();
            return Made.at(path, WebhookView.of(webhook));
        });
    }

    @GetMapping("/{webhook}")
    WebhookView get(Project project, @PathVariable String webhook) {
        return WebhookView.of(webhooks.get(project.id(), webhook));
    }

    @PatchMapping(path = "/{webhook}", consumes = MediaType.APPLICATION_JSON_VALUE)
    WebhookView update(Project project, @PathVariable String webhook, @RequestBody ObjectNode body) {
        return WebhookView.of(webhooks.update(project.id(), webhook, WebhookRequest.read(body, urls, false)));
    }

    @DeleteMapping("/{webhook}")
    ResponseEntity<Void> delete(Project project, @PathVariable String webhook) {
        webhooks.delete(project.id(), webhook);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{webhook}/secret")
    ResponseEntity<SecretView> secret(Project project, Caller caller, @PathVariable String webhook) {
        SigningSecrets secrets = webhooks.secrets(project.id(), webhook);
        audit.record(AuditEvent.ok(project.organization(), caller.actor(), "webhook.reveal_secret", webhook)
                .inProject(project.id().value()));
        return SecretView.answer(secrets);
    }

    @PostMapping("/{webhook}/rotate-secret")
    ResponseEntity<SecretView> rotate(Project project, @PathVariable String webhook) {
        return SecretView.answer(webhooks.rotate(project.id(), webhook));
    }

    @PostMapping("/{webhook}/test")
    MessageView.Detailed test(Project project, @PathVariable String webhook) {
        Message sent = webhooks.test(project.id(), webhook);
        return MessageView.Detailed.of(sent, messages.attempts(sent), json);
    }
}
