package io.muster.server.preview;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.condition.Condition;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.project.Project;
import io.muster.server.segment.Definitions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequiredScope(Scope.READ)
class PreviewController {

    private final Previews previews;
    private final Definitions definitions;

    PreviewController(Previews previews, Definitions definitions) {
        this.previews = previews;
        this.definitions = definitions;
    }

    @PostMapping(
            path = "/v1/projects/{project}/segments/preview",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Object preview(
            Project project,
            @RequestParam(name = "estimate", required = false) @Nullable String estimate,
            @RequestBody ObjectNode body) {
        if (estimate != null && !estimate.equals("only")) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST, "estimate: '" + estimate + "' cannot be; give only, or leave it out.");
        }
        PreviewRequest request = PreviewRequest.read(body);
        Condition definition = definitions.read(project, body, "definition");
        return estimate == null
                ? previews.preview(project, definition, request)
                : previews.forecast(project, definition, request);
    }
}
