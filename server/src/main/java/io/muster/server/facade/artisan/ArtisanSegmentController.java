package io.muster.server.facade.artisan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.export.CallerExports;
import io.muster.server.export.Export;
import io.muster.server.export.ExportState;
import io.muster.server.facade.artisan.AppController.Named;
import io.muster.server.http.Page;
import io.muster.server.http.Parameters;
import io.muster.server.project.Project;
import io.muster.server.segment.Segment;
import io.muster.server.segment.Segments;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ArtisanPaths.APP + "/segments")
@RequiredScope(Scope.EXPORT)
class ArtisanSegmentController {
    private final Segments segments;
    private final ArtisanExports exports;
    private final CallerExports made;
    private final ArtisanFile file;

    ArtisanSegmentController(Segments segments, ArtisanExports exports, CallerExports made, ArtisanFile file) {
        this.segments = segments;
        this.exports = exports;
        this.made = made;
        this.file = file;
    }

    @GetMapping
    @RequiredScope(Scope.READ)
    SegmentList list(Project project) {
        return new SegmentList(Page.all(page -> segments.list(project, page)).stream()
                .map(segment -> new Named(segment.id(), segment.content().name()))
                .toList());
    }

    @PostMapping({"/{segment}", "/{segment}/export"})
    Queued export(Project project, @PathVariable String segment, Parameters parameters) {
        return exports.segment(project, segments.get(project, segment).id(), parameters);
    }

    @GetMapping("/{segment}/download")
    void download(
            Project project, @PathVariable String segment, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        file.send(newest(project, segments.get(project, segment)), request, response);
    }

    /** The newest that is there; else the newest there is, which then says why it cannot be had. */
    private Export newest(Project project, Segment segment) {
        return made.newest(project, segment, Set.of(ExportState.SUCCEEDED), ArtisanFile::canShow)
                .or(() -> made.newest(project, segment, Set.of(ExportState.values()), ArtisanFile::canShow))
                .orElseThrow(() -> new MusterException(
                        ErrorCode.NOT_READY,
                        "Segment " + segment.id() + " has not been exported; ask for an export first."));
    }

    record SegmentList(@JsonProperty("segments") List<Named> segments) {}
}
