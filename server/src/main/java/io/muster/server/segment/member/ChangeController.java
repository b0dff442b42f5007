package io.muster.server.segment.member;

import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.Instants;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.membership.LogEntry;
import io.muster.server.project.Project;
import io.muster.server.segment.Segments;
import io.muster.server.segment.member.Changes.Feed;
import io.muster.server.segment.member.Changes.Moved;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/v1/projects/{project}/segments/{segment}", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.READ)
class ChangeController {

    private final Segments segments;
    private final Changes changes;

    ChangeController(Segments segments, Changes changes) {
        this.segments = segments;
        this.changes = changes;
    }

    @GetMapping("/changes")
    FeedView changes(
            Project project,
            @PathVariable String segment,
            @RequestParam(required = false) @Nullable String since,
            PageRequest page) {
        Feed feed = changes.feed(project, segments.get(project, segment), Since.parse(since), page);
        return new FeedView(feed.items().stream().map(ChangeView::of).toList(), feed.next(), feed.resume());
    }

    @GetMapping("/history")
    Page<PointView> history(
            Project project,
            @PathVariable String segment,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            PageRequest page) {
        return changes.history(
                        segments.get(project, segment),
                        Instants.parameter("from", from),
                        Instants.parameter("to", to),
                        page)
                .map(PointView::of);
    }

    record FeedView(List<ChangeView> items, @Nullable String nextCursor, String resume) {}

    record ChangeView(String profile, String change, Instant time, long dataVersion, int definitionVersion) {

        static ChangeView of(Moved moved) {
            return new ChangeView(
                    moved.profile(),
                    moved.change().name().toLowerCase(Locale.ROOT),
                    moved.entry().asOf(),
                    moved.entry().dataVersion(),
                    moved.entry().definitionVersion());
        }
    }

    record PointView(Instant time, long size, long entered, long exited, long dataVersion, int definitionVersion) {

        static PointView of(LogEntry entry) {
            return new PointView(
                    entry.asOf(),
                    entry.size(),
                    entry.entered(),
                    entry.exited(),
                    entry.dataVersion(),
                    entry.definitionVersion());
        }
    }
}
