package io.muster.server.segment;

import io.muster.engine.EngineSnapshot.Member;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.http.ProblemException;
import io.muster.server.project.Project;
import io.muster.server.query.Queries;
import io.muster.server.segment.MembershipStore.Kept;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Who is in a segment, as stored. Thread-safe. */
@Service
public class Members {

    private final Catalog catalog;
    private final Queries queries;
    private final SegmentStore segments;
    private final MembershipStore store;
    private final Ids ids;
    private final Clock clock;

    Members(Catalog catalog, Queries queries, SegmentStore segments, MembershipStore store, Ids ids, Clock clock) {
        this.catalog = catalog;
        this.queries = queries;
        this.segments = segments;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /** Profiles by ordinal, and the ids among those asked for that no profile has. */
    record Resolved(RoaringBitmap members, List<String> unknown, long dataVersion) {}

    /** Some members, and the membership that they are part of. */
    record Walk(Page<Member> page, StoredMembership membership) {}

    /** A segment that a profile is in. */
    record In(Segment segment, StoredMembership membership) {}

    /**
     * A part of the members. All parts of one walk are of one membership.
     *
     * @throws MusterException NOT_READY before the first run, GONE where the walk's membership is no longer kept
     */
    Walk list(Project project, Segment segment, PageRequest page) {
        String list = "members:" + segment.id();
        Kept kept = page.start(list, 2)
                .map(cursor -> store.find(segment.id(), cursor.text(0)).orElseThrow(Members::replaced))
                .orElseGet(() -> newest(segment));
        int after = page.start(list, 2).map(cursor -> (int) cursor.number(1)).orElse(-1);
        List<Member> found = queries.ask(
                project.id(),
                (snapshot, deadline) ->
                        snapshot.members(kept.membership().members(), after, page.limit() + 1, deadline));
        return new Walk(
                Page.of(found, page.limit(), last -> Cursor.encode(list, kept.id(), last.ordinal())),
                kept.membership());
    }

    /** The newest members. */
    StoredMembership current(Segment segment) {
        return newest(segment).membership();
    }

    /** Whether the profile with that ordinal is in the segment. */
    boolean contains(StoredMembership membership, int ordinal) {
        return membership.members().contains(ordinal);
    }

    /**
     * The ordinal of a profile.
     *
     * @throws MusterException NOT_FOUND
     */
    int ordinal(Project project, String profile) {
        Integer ordinal = resolve(project, List.of(profile)).members().stream()
                .boxed()
                .findFirst()
                .orElse(null);
        if (ordinal == null) {
            throw new MusterException(ErrorCode.NOT_FOUND, "There is no profile \"" + profile + "\".");
        }
        return ordinal;
    }

    /** The segments that the profile is in, oldest first, by their stored members. */
    Page<In> segmentsOf(Project project, int ordinal, PageRequest page) {
        String list = "segments-of:" + project.id();
        String after = page.start(list, 1).map(cursor -> cursor.text(0)).orElse("");
        List<In> found = new ArrayList<>();
        List<Segment> next;
        do {
            next = segments.list(project.id().value(), after, 100);
            for (Segment segment : next) {
                store.newest(segment.id())
                        .map(Kept::membership)
                        .filter(membership -> membership.members().contains(ordinal))
                        .ifPresent(membership -> found.add(new In(segment, membership)));
                after = segment.id();
            }
        } while (!next.isEmpty() && found.size() <= page.limit());
        List<In> some = found.subList(0, Math.min(found.size(), page.limit() + 1));
        return Page.of(
                some, page.limit(), last -> Cursor.encode(list, last.segment().id()));
    }

    /** Looks profiles up by their ids. */
    Resolved resolve(Project project, List<String> profiles) {
        return queries.ask(project.id(), (snapshot, deadline) -> {
            Map<String, Integer> ordinals = snapshot.ordinals(profiles, deadline);
            RoaringBitmap members = new RoaringBitmap();
            ordinals.values().forEach(members::add);
            List<String> unknown = profiles.stream()
                    .filter(id -> !ordinals.containsKey(id))
                    .distinct()
                    .toList();
            return new Resolved(members, unknown, snapshot.dataVersion());
        });
    }

    /**
     * Makes these the members of a static segment.
     *
     * @throws MusterException NOT_STATIC
     */
    void replace(Segment segment, Resolved members) {
        if (segment.type() != SegmentType.STATIC) {
            throw new MusterException(
                    ErrorCode.NOT_STATIC,
                    "Segment \"" + segment.key() + "\" is dynamic: its definition alone decides who is in it.");
        }
        store(segment, members);
    }

    /** Keeps these as the segment's newest members. */
    void store(Segment segment, Resolved members) {
        Instant now = clock.instant();
        keep(new StoredMembership(segment.id(), segment.version(), members.dataVersion(), now, members.members()), now);
    }

    /** Keeps a membership as its segment's newest, and tells the segment so. */
    void keep(StoredMembership membership, Instant now) {
        membership.members().runOptimize();
        catalog.change(dsl -> {
            store.insert(ids.next("m"), membership);
            segments.finished(membership.segment(), membership, now);
        });
    }

    private Kept newest(Segment segment) {
        return store.newest(segment.id())
                .orElseThrow(() -> ProblemException.retryAfter(
                        ErrorCode.NOT_READY,
                        "Segment \"" + segment.key() + "\" has not been computed yet; ask again soon.",
                        1));
    }

    private static MusterException replaced() {
        return new MusterException(
                ErrorCode.GONE,
                "The members that this walk went through are no longer kept; start again without cursor.");
    }
}
