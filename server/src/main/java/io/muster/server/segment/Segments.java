package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.model.condition.Condition;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.http.Cursor;
import io.muster.server.http.Keys;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.http.ProblemException;
import io.muster.server.membership.MembershipLog;
import io.muster.server.membership.StoredMembership;
import io.muster.server.project.Project;
import io.muster.server.segment.Segment.Run;
import io.muster.server.segment.SegmentStore.Version;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A project's segments. Thread-safe. */
@Service
public class Segments {

    /** Segments that a refusal names in words. */
    private static final int NAMED = 20;

    private final Catalog catalog;
    private final SegmentStore store;
    private final SegmentGraph graph;
    private final MembershipLog memberships;
    private final SegmentRefresh refresh;
    private final Members members;
    private final Ids ids;
    private final Clock clock;

    Segments(
            Catalog catalog,
            SegmentStore store,
            SegmentGraph graph,
            MembershipLog memberships,
            SegmentRefresh refresh,
            Members members,
            Ids ids,
            Clock clock) {
        this.catalog = catalog;
        this.store = store;
        this.graph = graph;
        this.memberships = memberships;
        this.refresh = refresh;
        this.members = members;
        this.ids = ids;
        this.clock = clock;
    }

    /** A segment that was made, and the ids among its first members that no profile has. */
    record Created(Segment segment, List<String> unknown) {}

    /** A segment whose members, for a static one, are looked up; {@link #add} makes it exist. */
    record Prepared(
            SegmentRequest request,
            Members.@Nullable Resolved first,
            @Nullable Frozen frozen) {}

    /**
     * Finds a segment.
     *
     * @throws MusterException NOT_FOUND
     */
    public Segment get(Project project, String idOrKey) {
        return SegmentLookup.get(store, project, idOrKey);
    }

    /** The segment with that id or key, if there is one. */
    public Optional<Segment> find(Project project, String idOrKey) {
        return store.find(project.id().value(), idOrKey);
    }

    /**
     * Checks that a definition that is not saved names only segments that exist.
     *
     * @param root where it is in the caller's document, as a JSON Pointer
     * @throws MusterException UNKNOWN_SEGMENT
     */
    public void check(Project project, Condition definition, String root) {
        graph.check(project.id().value(), null, definition, root);
    }

    /** The keys of all segments of the project. */
    public List<String> keys(Project project) {
        return store.keys(project.id().value());
    }

    /** Oldest first. */
    public Page<Segment> list(Project project, PageRequest page) {
        String list = "segments:" + project.id();
        String after = page.start(list, 1).map(cursor -> cursor.text(0)).orElse("");
        List<Segment> found = store.list(project.id().value(), after, page.limit() + 1);
        return Page.of(found, page.limit(), last -> Cursor.encode(list, last.id()));
    }

    /** Newest first. */
    Page<Version> versions(Segment segment, PageRequest page) {
        String list = "versions:" + segment.id();
        int before = page.start(list, 1).map(cursor -> (int) cursor.number(0)).orElse(Integer.MAX_VALUE);
        List<Version> found = store.versions(segment.id(), before, page.limit() + 1);
        return Page.of(found, page.limit(), last -> Cursor.encode(list, last.number()));
    }

    /** Does what has to be done before {@link #add}, outside of any transaction. */
    Prepared prepare(Project project, SegmentRequest request) {
        boolean fixed = request.type() == SegmentType.STATIC;
        return new Prepared(request, fixed ? members.resolve(project, request.profiles()) : null, null);
    }

    /** A static segment with the members that this one has, or had at that instant. */
    Prepared prepareFrozen(Segment source, SegmentRequest request, @Nullable Instant asOf) {
        StoredMembership membership = members.kept(source, asOf).membership();
        Condition definition = source.content().definition();
        if (membership.definitionVersion() != source.version()) {
            definition = store.version(source.id(), membership.definitionVersion())
                    .map(version -> version.content().definition())
                    .orElse(definition);
        }
        return new Prepared(
                request,
                new Members.Resolved(membership.members(), List.of(), membership.dataVersion()),
                Frozen.of(source, definition, membership));
    }

    /**
     * What the segment was.
     *
     * @throws MusterException NOT_FOUND
     */
    Version version(Segment segment, int number) {
        return store.version(segment.id(), number)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.NOT_FOUND,
                        "Segment \"" + segment.key() + "\" has no version " + number + "; it has 1 to "
                                + segment.version() + "."));
    }

    /** Makes the segment, and has a dynamic one computed at once. */
    Created add(Project project, Prepared prepared) {
        return catalog.transaction(dsl -> {
            store.lock(project.id().value());
            SegmentRequest request = prepared.request();
            SegmentContent content = request.content();
            if (content.definition() != null) {
                graph.check(project.id().value(), null, content.definition(), "/definition");
            }
            Instant now = clock.instant();
            String id = ids.next("s");
            Segment segment = new Segment(
                    id,
                    project.id().value(),
                    key(project, request),
                    request.type(),
                    content,
                    1,
                    Run.NONE,
                    now,
                    now,
                    prepared.frozen());
            store.insert(segment);
            if (prepared.first() != null) {
                members.store(
                        segment, prepared.first().members(), prepared.first().dataVersion());
            } else {
                refresh.request(segment);
            }
            return new Created(
                    get(project, id),
                    prepared.first() == null ? List.of() : prepared.first().unknown());
        });
    }

    /** Replaces the content; a version is made only where something differs. */
    Segment replace(Project project, String idOrKey, SegmentContent content) {
        return catalog.transaction(dsl -> {
            store.lock(project.id().value());
            Segment old = get(project, idOrKey);
            if (content.definition() != null) {
                graph.check(project.id().value(), old, content.definition(), "/definition");
            }
            if (content.equals(old.content())) {
                return old;
            }
            Instant now = clock.instant();
            Segment changed = new Segment(
                    old.id(),
                    old.project(),
                    old.key(),
                    old.type(),
                    content,
                    old.version() + 1,
                    old.run(),
                    old.createdAt(),
                    now);
            store.replace(changed);
            if (old.type() == SegmentType.DYNAMIC) {
                refresh.request(changed);
                refresh.requestUsers(changed);
            }
            return get(project, old.id());
        });
    }

    /**
     * Deletes a segment that no other is defined by.
     *
     * @throws ProblemException SEGMENT_IN_USE, naming the users
     */
    void delete(Project project, String idOrKey) {
        catalog.change(dsl -> {
            store.lock(project.id().value());
            Segment segment = get(project, idOrKey);
            List<SegmentView.Reference> users =
                    graph.users(segment).stream().map(SegmentView.Reference::of).toList();
            if (!users.isEmpty()) {
                throw ProblemException.with(
                        ErrorCode.SEGMENT_IN_USE,
                        "Segment \"" + segment.key() + "\" is part of the definition of " + named(users)
                                + "; change or delete these first.",
                        "used_by",
                        users);
            }
            memberships.delete(segment.id());
            store.delete(segment, clock.instant());
        });
    }

    private static String named(List<SegmentView.Reference> users) {
        String named = users.stream()
                .limit(NAMED)
                .map(user -> "\"" + user.key() + "\"")
                .collect(Collectors.joining(", "));
        return users.size() <= NAMED ? named : named + " and " + (users.size() - NAMED) + " more";
    }

    private String key(Project project, SegmentRequest request) {
        String id = project.id().value();
        if (request.key().isEmpty()) {
            return free(id, Keys.from(request.content().name()));
        }
        String key = request.key().get();
        if (store.isTaken(id, key)) {
            String detail = "key: \"" + key + "\" is, or was, another segment's.";
            throw new MusterException(
                    ErrorCode.KEY_TAKEN, detail, List.of(new FieldError("/key", ErrorCode.KEY_TAKEN, detail)));
        }
        return key;
    }

    private String free(String project, String wanted) {
        String key = wanted;
        for (int number = 2; store.isTaken(project, key); number++) {
            key = wanted + "-" + number;
        }
        return key;
    }
}
