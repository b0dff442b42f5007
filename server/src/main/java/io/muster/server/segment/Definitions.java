package io.muster.server.segment;

import io.muster.model.MusterException;
import io.muster.model.condition.Condition;
import io.muster.server.project.Project;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Reads definitions that are not saved. Thread-safe. */
@Component
public class Definitions {

    private final Segments segments;

    Definitions(Segments segments) {
        this.segments = segments;
    }

    /**
     * The definition that is a member of a request's body; all its segments exist.
     *
     * @throws MusterException with pointers into the body
     */
    public Condition read(Project project, ObjectNode body, String member) {
        Condition definition = SegmentRequest.definition(body, member);
        segments.check(project, definition, "/" + member);
        return definition;
    }
}
