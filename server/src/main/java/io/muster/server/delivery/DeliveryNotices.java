package io.muster.server.delivery;

import io.muster.server.project.Project;
import io.muster.server.webhook.WebhookEvent;
import io.muster.server.webhook.Webhooks;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells webhooks of deliveries that come to their end. */
@Component
class DeliveryNotices {

    private final Webhooks webhooks;
    private final JsonMapper json;

    DeliveryNotices(Webhooks webhooks, JsonMapper json) {
        this.webhooks = webhooks;
        this.json = json;
    }

    /** What is told of a delivery. */
    record Notice(String export, Reference project, DeliveryView delivery) {
        record Reference(String id, String key) {}
    }

    void delivered(Project project, Delivery delivery) {
        tell(project, WebhookEvent.EXPORT_DELIVERED, delivery);
    }

    void failed(Project project, Delivery delivery) {
        tell(project, WebhookEvent.EXPORT_DELIVERY_FAILED, delivery);
    }

    private void tell(Project project, WebhookEvent event, Delivery delivery) {
        Notice notice = new Notice(
                delivery.export(),
                new Notice.Reference(project.id().value(), project.key()),
                DeliveryView.of(delivery));
        webhooks.tell(project.id(), event, delivery.export(), json.valueToTree(notice));
    }
}
