package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.project.Project;
import io.muster.server.segment.SegmentView.VersionView;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/v1/projects/{project}/segments/{segment}", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.READ)
class VersionController {

    private final Segments segments;
    private final SegmentDependencies dependencies;
    private final Clock clock;

    VersionController(Segments segments, SegmentDependencies dependencies, Clock clock) {
        this.segments = segments;
        this.dependencies = dependencies;
        this.clock = clock;
    }

    @GetMapping("/versions")
    Page<VersionView> list(Project project, @PathVariable String segment, PageRequest page) {
        return segments.versions(segments.get(project, segment), page).map(VersionView::of);
    }

    @GetMapping("/versions/{version}")
    VersionView get(Project project, @PathVariable String segment, @PathVariable String version) {
        return version(segments.get(project, segment), version);
    }

    @GetMapping("/versions/diff")
    VersionDiff diff(
            Project project,
            @PathVariable String segment,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        Segment target = segments.get(project, segment);
        VersionView second = to == null
                ? VersionView.of(segments.version(target, target.version()))
                : version(target, number("to", to));
        int first = from == null ? Math.max(1, second.version() - 1) : number("from", from);
        return VersionDiff.of(version(target, first), second);
    }

    @PostMapping("/versions/{version}/restore")
    @RequiredScope(Scope.SEGMENTS)
    SegmentView restore(Project project, @PathVariable String segment, @PathVariable String version) {
        Segment target = segments.get(project, segment);
        SegmentContent content =
                segments.version(target, known(target, version)).content();
        return SegmentView.of(segments.replace(project, target.id(), content), clock.instant());
    }

    @GetMapping("/dependencies")
    SegmentDependencies.Found dependencies(Project project, @PathVariable String segment) {
        return dependencies.of(segments.get(project, segment));
    }

    private VersionView version(Segment segment, String number) {
        return version(segment, known(segment, number));
    }

    private VersionView version(Segment segment, int number) {
        return VersionView.of(segments.version(segment, number));
    }

    /** The number that a path names; whatever is none is no version. */
    private static int known(Segment segment, String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new MusterException(
                    ErrorCode.NOT_FOUND,
                    "Segment \"" + segment.key() + "\" has no version \"" + text + "\"; it has 1 to "
                            + segment.version() + ".");
        }
        return Integer.parseInt(text);
    }

    private static int number(String name, String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST, name + ": '" + text + "' is no version; give a number such as 3.");
        }
        return Integer.parseInt(text);
    }
}
