package io.muster.server.facade.mparticle;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Page;
import io.muster.server.limit.Quotas;
import io.muster.server.project.OwnProject;
import io.muster.server.project.Project;
import io.muster.server.segment.Segments;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(MparticleErrors.ROOT + "/v1/segments")
@RequiredScope(Scope.EXPORT)
class MparticleController {
    private static final Set<String> FORMATS = Set.of("csv", "json", "xlsx", "parquet");

    private final Segments segments;
    private final Quotas quotas;
    private final MparticleExports exports;

    MparticleController(Segments segments, Quotas quotas, MparticleExports exports) {
        this.segments = segments;
        this.quotas = quotas;
        this.exports = exports;
    }

    @GetMapping("/list")
    List<MparticleSegment> list(@OwnProject Project project) {
        quotas.requireExportApi(project.limits());
        return Page.all(page -> segments.list(project, page)).stream()
                .map(MparticleSegment::of)
                .toList();
    }

    @PostMapping({"/export", "/export/"})
    MparticleExport export(@OwnProject Project project, @RequestBody ObjectNode body) {
        quotas.requireExportApi(project.limits());
        JsonFields fields = new JsonFields(body);
        String segment = fields.text("segmentId", 1, 200).orElse("");
        String format = fields.text("outputFormat", 1, 20).orElse("csv");
        fields.done();
        if (segment.isEmpty()) {
            throw new MusterException(ErrorCode.INVALID_REQUEST, "segmentId is missing.");
        }
        if (!FORMATS.contains(format)) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST, "outputFormat is '" + format + "'; give csv, json, xlsx or parquet.");
        }
        return exports.ask(project, segments.get(project, segment), format);
    }

    @GetMapping("/export/{export}")
    MparticleExport get(@OwnProject Project project, @PathVariable String export) {
        quotas.requireExportApi(project.limits());
        return exports.get(project, export);
    }
}
