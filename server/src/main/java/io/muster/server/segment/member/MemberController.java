package io.muster.server.segment.member;

import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.Instants;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.membership.Kept;
import io.muster.server.membership.LogEntry;
import io.muster.server.membership.StoredMembership;
import io.muster.server.project.Project;
import io.muster.server.segment.CurrentMembers;
import io.muster.server.segment.CurrentMembers.In;
import io.muster.server.segment.Freshness;
import io.muster.server.segment.Members;
import io.muster.server.segment.Members.Walk;
import io.muster.server.segment.Segment;
import io.muster.server.segment.Segments;
import io.muster.server.segment.StaleSegments;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/v1/projects/{project}", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.READ)
class MemberController {

    private final Segments segments;
    private final Members members;
    private final CurrentMembers current;
    private final StaleSegments stale;

    MemberController(Segments segments, Members members, CurrentMembers current, StaleSegments stale) {
        this.segments = segments;
        this.members = members;
        this.current = current;
        this.stale = stale;
    }

    @GetMapping("/segments/{segment}/members")
    MemberPage list(
            Project project,
            @PathVariable String segment,
            @RequestParam(name = "as_of", required = false) @Nullable String asOf,
            PageRequest page) {
        Instant instant = Instants.parameter("as_of", asOf);
        Segment target = segments.get(project, segment);
        Walk walk = members.list(project, target, instant, page);
        StoredMembership membership = walk.membership();
        return new MemberPage(
                walk.page().items().stream().map(member -> new Id(member.id())).toList(),
                walk.page().nextCursor(),
                membership.members().getLongCardinality(),
                membership.dataVersion(),
                membership.definitionVersion(),
                membership.asOf(),
                freshness(target, instant));
    }

    @GetMapping("/segments/{segment}/members/{profile}")
    Member get(
            Project project,
            @PathVariable String segment,
            @PathVariable String profile,
            @RequestParam(name = "as_of", required = false) @Nullable String asOf) {
        Instant instant = Instants.parameter("as_of", asOf);
        Segment target = segments.get(project, segment);
        Kept kept = members.kept(target, instant);
        int ordinal = members.ordinal(project, profile);
        boolean in = kept.membership().members().contains(ordinal);
        Instant since = in
                ? members.log(target)
                        .entered(ordinal, kept.number())
                        .map(LogEntry::asOf)
                        .orElse(null)
                : null;
        return new Member(
                in,
                profile,
                target.id(),
                type(target),
                since,
                kept.membership().dataVersion(),
                kept.membership().definitionVersion(),
                kept.membership().asOf(),
                freshness(target, instant));
    }

    @GetMapping("/profiles/{profile}/segments")
    Page<SegmentOf> segmentsOf(
            Project project,
            @PathVariable String profile,
            @RequestParam(name = "as_of", required = false) @Nullable String asOf,
            PageRequest page) {
        Instant instant = Instants.parameter("as_of", asOf);
        int ordinal = members.ordinal(project, profile);
        Page<In> found = current.of(project, ordinal, instant, page);
        Map<String, Freshness> freshness = instant == null
                ? stale.freshness(
                        project, found.items().stream().map(In::segment).toList())
                : Map.of();
        return found.map(in -> SegmentOf.of(in, freshness.get(in.segment().id())));
    }

    private @Nullable Freshness freshness(Segment segment, @Nullable Instant asOf) {
        return asOf == null ? stale.freshness(segment) : null;
    }

    private static String type(Segment segment) {
        return segment.type().name().toLowerCase(Locale.ROOT);
    }

    record Id(String id) {}

    record MemberPage(
            List<Id> items,
            @Nullable String nextCursor,
            long size,
            long dataVersion,
            int definitionVersion,
            Instant asOf,
            @Nullable Freshness freshness) {}

    record Member(
            boolean member,
            String profile,
            String segment,
            String part,
            @Nullable Instant since,
            long dataVersion,
            int definitionVersion,
            Instant asOf,
            @Nullable Freshness freshness) {}

    record SegmentOf(
            String id,
            String key,
            String name,
            String part,
            int definitionVersion,
            long dataVersion,
            Instant asOf,
            @Nullable Freshness freshness) {

        static SegmentOf of(In in, @Nullable Freshness freshness) {
            Segment segment = in.segment();
            return new SegmentOf(
                    segment.id(),
                    segment.key(),
                    segment.content().name(),
                    type(segment),
                    in.definitionVersion(),
                    in.dataVersion(),
                    in.asOf(),
                    freshness);
        }
    }
}
