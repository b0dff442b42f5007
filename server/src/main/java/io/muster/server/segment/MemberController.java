package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.project.Project;
import io.muster.server.segment.Members.Resolved;
import io.muster.server.segment.Members.Walk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/v1/projects/{project}", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.READ)
class MemberController {

    private final Segments segments;
    private final Members members;
    private final SegmentRefresh refresh;

    MemberController(Segments segments, Members members, SegmentRefresh refresh) {
        this.segments = segments;
        this.members = members;
        this.refresh = refresh;
    }

    @GetMapping("/segments/{segment}/members")
    MemberPage list(Project project, @PathVariable String segment, PageRequest page) {
        Walk walk = members.list(project, segments.get(project, segment), page);
        StoredMembership membership = walk.membership();
        return new MemberPage(
                walk.page().items().stream().map(member -> new Id(member.id())).toList(),
                walk.page().nextCursor(),
                membership.dataVersion(),
                membership.definitionVersion(),
                membership.asOf());
    }

    @PutMapping(path = "/segments/{segment}/members", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiredScope(Scope.SEGMENTS)
    Replaced replace(Project project, @PathVariable String segment, @RequestBody ObjectNode body) {
        Segment target = segments.get(project, segment);
        JsonFields fields = new JsonFields(body);
        Optional<List<String>> profiles = fields.texts("profiles");
        if (!fields.has("profiles")) {
            fields.fault("profiles", ErrorCode.INVALID_REQUEST, "profiles is missing; give a list of profile ids.");
        }
        fields.done();
        Resolved resolved = members.resolve(project, profiles.orElse(List.of()));
        members.replace(target, resolved);
        refresh.requestUsers(target);
        return new Replaced(resolved.members().getLongCardinality(), resolved.unknown(), resolved.dataVersion());
    }

    @GetMapping("/segments/{segment}/members/{profile}")
    Member get(Project project, @PathVariable String segment, @PathVariable String profile) {
        Segment target = segments.get(project, segment);
        StoredMembership membership = members.current(target);
        boolean in = members.contains(membership, members.ordinal(project, profile));
        return new Member(
                in, profile, target.id(), membership.dataVersion(), membership.definitionVersion(), membership.asOf());
    }

    @GetMapping("/profiles/{profile}/segments")
    Page<In> segmentsOf(Project project, @PathVariable String profile, PageRequest page) {
        int ordinal = members.ordinal(project, profile);
        return members.segmentsOf(project, ordinal, page)
                .map(in -> new In(
                        in.segment().id(),
                        in.segment().key(),
                        in.segment().content().name(),
                        in.membership().definitionVersion(),
                        in.membership().dataVersion(),
                        in.membership().asOf()));
    }

    record Id(String id) {}

    record MemberPage(
            List<Id> items, @Nullable String nextCursor, long dataVersion, int definitionVersion, Instant asOf) {}

    record Replaced(long size, List<String> unknown, long dataVersion) {}

    record Member(
            boolean member, String profile, String segment, long dataVersion, int definitionVersion, Instant asOf) {}

    record In(String id, String key, String name, int definitionVersion, long dataVersion, Instant asOf) {}
}
