package io.muster.server.segment.member;

import io.muster.model.ErrorCode;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.JsonFields;
import io.muster.server.project.Project;
import io.muster.server.segment.Segment;
import io.muster.server.segment.Segments;
import io.muster.server.segment.member.Overlap.Regioned;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequiredScope(Scope.READ)
class OverlapController {

    private final Segments segments;
    private final Overlap overlap;

    OverlapController(Segments segments, Overlap overlap) {
        this.segments = segments;
        this.overlap = overlap;
    }

    @PostMapping(
            path = "/v1/projects/{project}/segments/overlap",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Regioned overlap(Project project, @RequestBody ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        List<String> names = fields.texts("segments").orElse(List.of());
        boolean fresh = fields.flag("fresh").orElse(false);
        if (names.isEmpty() || names.size() > Regions.MOST) {
            fields.fault(
                    "segments",
                    ErrorCode.INVALID_REQUEST,
                    "segments has " + names.size() + "; give ids or keys of 1 to " + Regions.MOST + " segments.");
        }
        List<Segment> found = find(project, fields, names);
        fields.done();
        return fresh ? overlap.fresh(project, found) : overlap.kept(found);
    }

    private List<Segment> find(Project project, JsonFields fields, List<String> names) {
        List<Segment> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < Math.min(names.size(), Regions.MOST); i++) {
            Optional<Segment> segment = segments.find(project, names.get(i));
            if (segment.isEmpty()) {
                fields.fault(
                        "segments/" + i,
                        ErrorCode.UNKNOWN_SEGMENT,
                        "There is no segment with the id or key \"" + names.get(i) + "\".");
            } else if (!seen.add(segment.get().id())) {
                fields.fault(
                        "segments/" + i,
                        ErrorCode.INVALID_REQUEST,
                        "Segment \"" + segment.get().key() + "\" is named twice.");
            } else {
                found.add(segment.get());
            }
        }
        return found;
    }
}
