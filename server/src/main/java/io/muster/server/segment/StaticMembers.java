package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.catalog.Catalog;
import io.muster.server.membership.Head;
import io.muster.server.membership.MembershipLog;
import io.muster.server.membership.StoredMembership;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Changes who is in a static segment. Thread-safe. */
@Service
public class StaticMembers {

    private final Catalog catalog;
    private final SegmentStore store;
    private final SegmentRefresh refresh;
    private final MembershipLog log;
    private final Members members;
    private final Clock clock;

    StaticMembers(
            Catalog catalog,
            SegmentStore store,
            SegmentRefresh refresh,
            MembershipLog log,
            Members members,
            Clock clock) {
        this.catalog = catalog;
        this.store = store;
        this.refresh = refresh;
        this.log = log;
        this.members = members;
        this.clock = clock;
    }

    /** What a change did, or would do. */
    public record Changed(long size, long added, long removed, long dataVersion, int definitionVersion, Instant asOf) {

        private static Changed of(RoaringBitmap before, StoredMembership after) {
            return new Changed(
                    after.members().getLongCardinality(),
                    RoaringBitmap.andNotCardinality(after.members(), before),
                    RoaringBitmap.andNotCardinality(before, after.members()),
                    after.dataVersion(),
                    after.definitionVersion(),
                    after.asOf());
        }
    }

    /**
     * Ends a request that would change the members of a dynamic segment.
     *
     * @throws MusterException NOT_STATIC
     */
    public static void check(Segment segment) {
        if (segment.type() != SegmentType.STATIC) {
            throw new MusterException(
                    ErrorCode.NOT_STATIC,
                    "Segment \"" + segment.key() + "\" is dynamic: its definition alone decides who is in it.");
        }
    }

    /** The segment with that id, in whatever project it is; empty where it was deleted. */
    public Optional<Segment> find(String id) {
        return store.find(id);
    }

    /** Makes whoever changes the members wait until this transaction ends. */
    public void lock(Segment segment) {
        members.lock(segment);
    }

    /** What {@link #change} would do now. */
    public Changed preview(Segment segment, UnaryOperator<RoaringBitmap> change, long dataVersion) {
        RoaringBitmap before = now(segment);
        return Changed.of(before, next(segment, change.apply(before.clone()), dataVersion));
    }

    /**
     * Changes the members, and has the segments computed again that are defined by this one, all in one transaction.
     *
     * @param change is given a copy of the members, and may change it
     * @param dataVersion the data that the profiles were looked up in
     */
    public Changed change(Segment segment, UnaryOperator<RoaringBitmap> change, long dataVersion) {
        return catalog.transaction(dsl -> {
            members.lock(segment);
            Segment present = store.find(segment.project(), segment.id()).orElseThrow(() -> deleted(segment));
            RoaringBitmap before = now(present);
            StoredMembership after = next(present, change.apply(before.clone()), dataVersion);
            members.keep(after, clock.instant());
            if (!after.members().equals(before)) {
                refresh.requestUsers(present);
            }
            return Changed.of(before, after);
        });
    }

    private RoaringBitmap now(Segment segment) {
        return log.newest(segment.id()).map(kept -> kept.membership().members()).orElseGet(RoaringBitmap::new);
    }

    private StoredMembership next(Segment segment, RoaringBitmap members, long dataVersion) {
        Optional<Head> head = log.head(segment.id());
        Instant now = clock.instant();
        return new StoredMembership(
                segment.id(),
                segment.version(),
                Math.max(dataVersion, head.map(Head::dataVersion).orElse(0L)),
                head.map(Head::asOf).filter(now::isBefore).orElse(now),
                members);
    }

    private static MusterException deleted(Segment segment) {
        return new MusterException(ErrorCode.NOT_FOUND, "Segment \"" + segment.key() + "\" was deleted meanwhile.");
    }
}
