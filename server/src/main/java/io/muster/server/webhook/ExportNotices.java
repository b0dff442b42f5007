package io.muster.server.webhook;

import io.muster.model.ProjectId;
import io.muster.server.config.MusterProperties;
import io.muster.server.export.Export;
import io.muster.server.export.ExportListener;
import io.muster.server.export.ExportState;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells webhooks and callbacks of exports that come to their end. */
@Component
class ExportNotices implements ExportListener {

    private final Webhooks webhooks;
    private final Callbacks callbacks;
    private final ExportCallbackStore urls;
    private final Projects projects;
    private final JsonMapper json;
    private final String base;

    ExportNotices(
            Webhooks webhooks,
            Callbacks callbacks,
            ExportCallbackStore urls,
            Projects projects,
            JsonMapper json,
            MusterProperties properties) {
        this.webhooks = webhooks;
        this.callbacks = callbacks;
        this.urls = urls;
        this.projects = projects;
        this.json = json;
        this.base = properties.publicUrl().replaceFirst("/+$", "");
    }

    @Override
    public void ended(Export export) {
        Optional<WebhookEvent> event = event(export.state());
        Optional<Project> project = projects.find(new ProjectId(export.project()));
        if (event.isPresent() && project.isPresent()) {
            tell(project.get(), event.get(), export);
        }
    }

    private void tell(Project project, WebhookEvent event, Export export) {
        JsonNode notice = json.valueToTree(ExportNotice.of(project, export, base));
        webhooks.tell(project.id(), event, export.id(), notice);
        String url = urls.find(List.of(export.id())).get(export.id());
        if (url != null && event != WebhookEvent.EXPORT_EXPIRED) {
            callbacks.send(project.id(), URI.create(url), event.code(), export.id(), notice);
        }
    }

    private static Optional<WebhookEvent> event(ExportState state) {
        return switch (state) {
            case QUEUED, RUNNING -> Optional.empty();
            case SUCCEEDED -> Optional.of(WebhookEvent.EXPORT_SUCCEEDED);
            case FAILED -> Optional.of(WebhookEvent.EXPORT_FAILED);
            case CANCELLED -> Optional.of(WebhookEvent.EXPORT_CANCELLED);
            case EXPIRED -> Optional.of(WebhookEvent.EXPORT_EXPIRED);
        };
    }
}
