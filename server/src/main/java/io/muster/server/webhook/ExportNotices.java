package io.muster.server.webhook;

import io.muster.model.ProjectId;
import io.muster.server.config.MusterProperties;
import io.muster.server.export.Export;
import io.muster.server.export.ExportListener;
import io.muster.server.export.ExportState;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import io.muster.server.webhook.ExportCallbackStore.Target;
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
    private final List<CallbackForm> forms;
    private final Projects projects;
    private final JsonMapper json;
    private final String base;

    ExportNotices(
            Webhooks webhooks,
            Callbacks callbacks,
            ExportCallbackStore urls,
            List<CallbackForm> forms,
            Projects projects,
            JsonMapper json,
            MusterProperties properties) {
        this.webhooks = webhooks;
        this.callbacks = callbacks;
        this.urls = urls;
        this.forms = forms;
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
        if (event != WebhookEvent.EXPORT_EXPIRED) {
            urls.find(export.id()).ifPresent(target -> callBack(project, event, export, target, notice));
        }
    }

    private void callBack(Project project, WebhookEvent event, Export export, Target target, JsonNode notice) {
        URI url = URI.create(target.url());
        Optional<CallbackForm> form =
                forms.stream().filter(it -> it.name().equals(target.form())).findFirst();
        if (form.isPresent()) {
            callbacks.sendPlain(
                    project.id(), url, event.code(), export.id(), form.get().body(project, export, base));
        } else {
            callbacks.send(project.id(), url, event.code(), export.id(), notice);
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
