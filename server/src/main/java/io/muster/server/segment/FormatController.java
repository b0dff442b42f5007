package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.condition.Condition;
import io.muster.model.condition.json.ConditionWriter;
import io.muster.model.condition.text.TextWriter;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.JsonFields;
import io.muster.server.project.Project;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Definitions from one notation into the other; nothing of the project's data is asked. */
@RestController
@RequiredScope(Scope.READ)
class FormatController {

    @PostMapping(
            path = "/v1/projects/{project}/segments/format",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Formatted format(Project project, @RequestBody ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        if (fields.node("definition").isEmpty()) {
            fields.fault("definition", ErrorCode.INVALID_REQUEST, "definition is missing; give a condition.");
        }
        fields.done();
        Condition definition = SegmentRequest.definition(body, "definition");
        return new Formatted(ConditionWriter.json(definition), TextWriter.write(definition));
    }

    record Formatted(JsonNode definition, String definitionText) {}
}
