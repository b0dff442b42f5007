package io.muster.server.facade.artisan;

import io.muster.server.export.Export;
import io.muster.server.export.Exports;
import io.muster.server.http.Parameters;
import io.muster.server.project.Project;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks for exports in the form that {@link ArtisanFile} reads. Thread-safe. */
@Component
class ArtisanExports {
    private final Exports exports;

    ArtisanExports(Exports exports) {
        this.exports = exports;
    }

    Queued segment(Project project, String segment, Parameters parameters) {
        return ask(project, request().put("segment", segment), parameters);
    }

    Queued everyone(Project project, Parameters parameters) {
        ObjectNode request = request();
        request.putObject("definition").putArray("all");
        return ask(project, request, parameters);
    }

    Queued profiles(Project project, List<String> ids, Parameters parameters) {
        ObjectNode request = request();
        ids.forEach(request.putArray("profiles")::add);
        return ask(project, request, parameters);
    }

    private Queued ask(Project project, ObjectNode request, Parameters parameters) {
        parameters
                .text("callback_url")
                .or(() -> parameters.text("callbackUrl"))
                .ifPresent(
                        url -> request.putObject("callback_url").put("url", url).put("form", ArtisanCallback.NAME));
        Export export = exports.add(project, exports.prepare(project, exports.read(request)));
        return Queued.of(export);
    }

    private static ObjectNode request() {
        return JsonNodeFactory.instance.objectNode().put("format", "parquet");
    }
}
