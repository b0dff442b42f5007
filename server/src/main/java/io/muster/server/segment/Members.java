package io.muster.server.segment;

import io.muster.engine.EngineSnapshot.Member;
import io.muster.engine.Entrance;
import io.muster.engine.SegmentEngine;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.catalog.Catalog;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.http.ProblemException;
import io.muster.server.membership.Head;
import io.muster.server.membership.Kept;
import io.muster.server.membership.LogEntry;
import io.muster.server.membership.MembershipLog;
import io.muster.server.membership.SegmentLog;
import io.muster.server.membership.StoredMembership;
import io.muster.server.project.Project;
import io.muster.server.query.Queries;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Who is in a segment and who was, as kept. Thread-safe. */
@Service
public class Members {

    private final Catalog catalog;
    private final Queries queries;
    private final SegmentEngine engine;
    private final SegmentStore segments;
    private final SegmentChangeStore changes;
    private final MembershipLog log;
    private final Clock clock;

    Members(
            Catalog catalog,
            Queries queries,
            SegmentEngine engine,
            SegmentStore segments,
            SegmentChangeStore changes,
            MembershipLog log,
            Clock clock) {
        this.catalog = catalog;
        this.queries = queries;
        this.engine = engine;
        this.segments = segments;
        this.changes = changes;
        this.log = log;
        this.clock = clock;
    }

    /** Profiles by ordinal, and the ids among those asked for that no profile has. */
    public record Resolved(RoaringBitmap members, List<String> unknown, long dataVersion) {}

    /** Some members, and the membership that they are part of. */
    public record Walk(Page<Member> page, StoredMembership membership) {}

    /**
     * A part of the members, now or at an instant. All parts of one walk are of one membership, whatever is computed
     * meanwhile.
     *
     * @throws MusterException NOT_READY before the first run, GONE where the log no longer goes back that far
     */
    public Walk list(Project project, Segment segment, @Nullable Instant asOf, PageRequest page) {
        String list = "members:" + segment.id() + ":" + asOf;
        Optional<Cursor> start = page.start(list, 2);
        Kept kept = start.map(cursor -> log.find(segment.id(), cursor.number(0)).orElseThrow(Members::forgotten))
                .orElseGet(() -> kept(segment, asOf));
        int after = start.map(cursor -> (int) cursor.number(1)).orElse(-1);
        List<Member> found = queries.ask(
                project.id(),
                (snapshot, deadline) ->
                        snapshot.members(kept.membership().members(), after, page.limit() + 1, deadline));
        return new Walk(
                Page.of(found, page.limit(), last -> Cursor.encode(list, kept.number(), last.ordinal())),
                kept.membership());
    }

    /**
     * The newest members.
     *
     * @throws ProblemException NOT_READY before the first run
     */
    public StoredMembership current(Segment segment) {
        return newest(segment).membership();
    }

    /**
     * Who was in the segment at that instant: the last membership that was kept up to then.
     *
     * @throws MusterException INVALID_REQUEST for an instant to come, NOT_READY before the first run, GONE where the log
     *     does not go back that far
     */
    public StoredMembership at(Project project, Segment segment, Instant instant) {
        return kept(segment, instant).membership();
    }

    /** The newest membership under its number, or the one of that instant; errors as {@link #at}. */
    public Kept kept(Segment segment, @Nullable Instant asOf) {
        if (asOf == null) {
            return newest(segment);
        }
        checkPast(asOf);
        return log.at(segment.id(), asOf).orElseThrow(() -> notThatFar(segment, asOf));
    }

    /** Of those segments that had members at that instant, the last entry up to then, by segment. */
    public Map<String, LogEntry> entriesAt(List<String> segments, Instant asOf) {
        checkPast(asOf);
        return log.at(segments, asOf);
    }

    /** The members under that number. */
    public RoaringBitmap numbered(String segment, long number) {
        return log.members(segment, number).orElseThrow(Members::forgotten);
    }

    /** Who entered and who left. */
    public SegmentLog log(Segment segment) {
        return log.of(segment.id());
    }

    /**
     * Since when those of the profiles that are among the newest members are in; who came in before the log begins is in
     * none. Empty before the first run.
     */
    public List<Entrance> entrances(Segment segment, RoaringBitmap profiles) {
        return log.newest(segment.id())
                .map(kept -> log.of(segment.id())
                        .entrances(
                                kept.number(),
                                RoaringBitmap.and(kept.membership().members(), profiles)))
                .orElse(List.of());
    }

    /** What is known of the newest memberships, but for the members. */
    List<Head> heads(List<String> segments) {
        return log.heads(segments);
    }

    /**
     * The ordinal of a profile.
     *
     * @throws MusterException NOT_FOUND
     */
    public int ordinal(Project project, String profile) {
        return engine.ordinal(project.id(), profile)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.NOT_FOUND, "There is no profile \"" + profile + "\" in this project."));
    }

    /** Looks profiles up by their ids. */
    public Resolved resolve(Project project, List<String> profiles) {
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
     * Makes whoever changes this project's segments or their members wait until this transaction ends. Taken before the
     * segment's own row, for everybody else does so.
     */
    void lock(Segment segment) {
        changes.count(segment.id());
    }

    /** Keeps these as the first members of a static segment. */
    void store(Segment segment, RoaringBitmap members, long dataVersion) {
        Instant now = clock.instant();
        keep(new StoredMembership(segment.id(), segment.version(), dataVersion, now, members), now);
    }

    /**
     * Keeps a membership as its segment's newest, writes down who entered and who left, and tells the segment so. That
     * no newer one is kept already is for the caller to know.
     */
    public void keep(StoredMembership membership, Instant now) {
        // A copy: the bitmap may be shared with readers, and compressing changes it.
        RoaringBitmap members = membership.members().clone();
        members.runOptimize();
        StoredMembership compressed = new StoredMembership(
                membership.segment(),
                membership.definitionVersion(),
                membership.dataVersion(),
                membership.asOf(),
                members);
        catalog.change(dsl -> {
            changes.count(membership.segment());
            Kept kept = log.keep(compressed);
            segments.finished(membership.segment(), kept.membership(), now);
        });
    }

    private Kept newest(Segment segment) {
        return log.newest(segment.id()).orElseThrow(() -> notReady(segment));
    }

    private void checkPast(Instant asOf) {
        if (asOf.isAfter(clock.instant())) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST, "as_of: " + asOf + " is still to come; give an instant of the past.");
        }
    }

    private RuntimeException notThatFar(Segment segment, Instant asOf) {
        return log.of(segment.id())
                .oldest()
                .<RuntimeException>map(oldest -> new MusterException(
                        ErrorCode.GONE,
                        "Who was in segment \"" + segment.key() + "\" is known from " + oldest.asOf() + " on; " + asOf
                                + " is before."))
                .orElseGet(() -> notReady(segment));
    }

    private static ProblemException notReady(Segment segment) {
        return ProblemException.retryAfter(
                ErrorCode.NOT_READY, "Segment \"" + segment.key() + "\" has not been computed yet; ask again soon.", 1);
    }

    private static MusterException forgotten() {
        return new MusterException(
                ErrorCode.GONE,
                "The members that this walk went through are no longer kept; start again without cursor.");
    }
}
