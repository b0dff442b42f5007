package io.muster.server.segment;

import static io.muster.server.segment.SegmentRows.*;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.segment.Segment.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Which segments are to be computed and who is at it. A run takes claims, which number the runs of a segment; a lease
 * only keeps others from doing the same work, and what is stored is decided by the number of the claim. So a server
 * that was taken for dead and comes back does no harm.
 */
@Repository
class RefreshStore {

    /** A lease that ends later than that from now is one of a clock that was wrong. */
    static final Duration LONGEST_LEASE = Duration.ofMinutes(10);

    /** A segment whose last so many claims ended with their server is computed apart from the others. */
    private static final int MANY_DEATHS = 3;

    private static final Condition DYNAMIC = DELETED_AT.isNull().and(TYPE.eq(SegmentStore.name(SegmentType.DYNAMIC)));
    private static final Condition TROUBLED =
            FAILURES.gt(0).or(CLAIM.minus(SETTLED_CLAIM).ge(MANY_DEATHS));

    private final Catalog catalog;

    RefreshStore(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * A segment to be computed.
     *
     * @param number of the claim
     * @param fingerprint what its stored members followed from, null where nothing is known of that
     * @param tookMillis how long it took the last time, 0 where it never did
     */
    record Claim(Segment segment, int number, @Nullable String fingerprint, long tookMillis) {}

    /** The projects that have segments whose time has come, and that nobody is at. */
    List<ProjectId> projectsDue(Instant now) {
        Condition which = isTroubledLeased(now) ? TROUBLED.not() : noCondition();
        return catalog.read(db -> db.selectDistinct(PROJECT)
                .from(SEGMENT)
                .where(DYNAMIC, isDue(now), isFree(now), which)
                .fetch(row -> new ProjectId(row.get(PROJECT))));
    }

    /** What is due in the project and was computed before, without claiming it. */
    List<Claim> computedDue(ProjectId project, Instant now) {
        return catalog.read(db -> SegmentStore.present(db)
                .where(
                        PROJECT.eq(project.value()),
                        DYNAMIC,
                        isDue(now),
                        isFree(now),
                        FAILURES.eq(0),
                        FINGERPRINT.isNotNull())
                .fetch(RefreshStore::claim));
    }

    /** Claims all that is due in the project and has not failed, and the one asked for in any case. */
    List<Claim> claim(ProjectId project, String owner, Optional<String> asked, Instant now, Instant until) {
        Condition due = isDue(now).and(isFree(now)).and(TROUBLED.not());
        Condition which = asked.map(id -> ID.eq(id).or(due)).orElse(due);
        return claim(owner, until, PROJECT.eq(project.value()).and(which));
    }

    /** Claims one segment that is due in the project and has failed before; none while any such is being computed. */
    Optional<Claim> claimTroubled(ProjectId project, String owner, Instant now, Instant until) {
        if (isTroubledLeased(now)) {
            return Optional.empty();
        }
        Condition which =
                PROJECT.eq(project.value()).and(isDue(now)).and(isFree(now)).and(TROUBLED);
        return catalog.read(db -> db.select(ID)
                        .from(SEGMENT)
                        .where(DYNAMIC, which)
                        .orderBy(CLAIM.minus(SETTLED_CLAIM), NEXT_RUN)
                        .limit(1)
                        .fetchOptional(ID))
                .flatMap(
                        id -> claim(owner, until, ID.eq(id).and(which)).stream().findFirst());
    }

    private List<Claim> claim(String owner, Instant until, Condition which) {
        return catalog.transaction(db -> {
            db.update(SEGMENT)
                    .set(LEASE_OWNER, owner)
                    .set(LEASE_UNTIL, until.toEpochMilli())
                    .set(CLAIM, CLAIM.plus(1))
                    .where(DYNAMIC, which)
                    .execute();
            return SegmentStore.present(db)
                    .where(LEASE_OWNER.eq(owner))
                    .orderBy(ID)
                    .fetch(RefreshStore::claim);
        });
    }

    /** Tells that the owners are at work. */
    void renew(Collection<String> owners, Instant until) {
        catalog.change(db -> db.update(SEGMENT)
                .set(LEASE_UNTIL, until.toEpochMilli())
                .where(LEASE_OWNER.in(owners))
                .execute());
    }

    /** Gives back what the owner has not done. */
    void release(String owner) {
        catalog.change(db -> db.update(SEGMENT)
                .set(SETTLED_CLAIM, CLAIM)
                .setNull(LEASE_OWNER)
                .setNull(LEASE_UNTIL)
                .where(LEASE_OWNER.eq(owner))
                .execute());
    }

    /** Frees what a dead process held. Only for SQLite: there, no other process can be alive. */
    void releaseAll() {
        catalog.change(db -> {
            if (db.dialect() == SQLDialect.SQLITE) {
                db.update(SEGMENT)
                        .setNull(LEASE_OWNER)
                        .setNull(LEASE_UNTIL)
                        .where(LEASE_OWNER.isNotNull())
                        .execute();
            }
        });
    }

    /** Has the segment computed again, whatever is under way. */
    void want(String segment, Instant now) {
        catalog.change(db -> db.update(SEGMENT)
                .set(WANTED_CLAIM, CLAIM.plus(1))
                .set(NEXT_RUN, least(coalesce(NEXT_RUN, now.toEpochMilli()), val(now.toEpochMilli())))
                .where(ID.eq(segment), DYNAMIC)
                .execute());
    }

    /** As {@link #want} for all of the project. */
    void wantAll(ProjectId project, Instant now) {
        catalog.change(db -> db.update(SEGMENT)
                .set(WANTED_CLAIM, CLAIM.plus(1))
                .set(NEXT_RUN, least(coalesce(NEXT_RUN, now.toEpochMilli()), val(now.toEpochMilli())))
                .where(PROJECT.eq(project.value()), DYNAMIC)
                .execute());
    }

    /** As {@link #want} for all that are ever computed by themselves. */
    void wantAll(Instant now) {
        catalog.change(db -> db.update(SEGMENT)
                .set(WANTED_CLAIM, CLAIM.plus(1))
                .set(NEXT_RUN, now.toEpochMilli())
                .where(DYNAMIC, NEXT_RUN.isNotNull())
                .execute());
    }

    /** As {@link #want}, because what it is defined by has changed. */
    void outdate(String segment, Instant now) {
        want(segment, now);
        catalog.change(db -> db.update(SEGMENT)
                .set(CHANGED_CLAIM, CLAIM.plus(1))
                .where(ID.eq(segment))
                .execute());
    }

    /**
     * Stores that the claim is done; false where a later claim was first, whose members are to stay. Who is in the
     * segment is for the caller to keep, in the same transaction.
     *
     * @param tookMillis null where nothing had to be evaluated
     */
    boolean succeed(Claim claim, Outcome outcome, @Nullable Long tookMillis, Instant now) {
        return catalog.transaction(db -> db.update(SEGMENT)
                        .set(DONE_CLAIM, claim.number())
                        .set(SETTLED_CLAIM, claim.number())
                        .set(FINGERPRINT, outcome.fingerprint())
                        .set(AS_OF, outcome.asOf().toEpochMilli())
                        .set(LAST_RUN, now.toEpochMilli())
                        .set(DATA_VERSION, outcome.dataVersion())
                        .set(MEMBERS_VERSION, claim.segment().version())
                        .set(TOOK_MILLIS, tookMillis == null ? TOOK_MILLIS : val(tookMillis))
                        .set(FAILURES, 0)
                        .setNull(ERROR_CODE)
                        .setNull(ERROR_DETAIL)
                        .set(NEXT_RUN, next(claim, outcome.nextRun(), now))
                        .setNull(LEASE_OWNER)
                        .setNull(LEASE_UNTIL)
                        .where(ID.eq(claim.segment().id()), DONE_CLAIM.lt(claim.number()))
                        .execute())
                > 0;
    }

    /** Stores that the members, by their fingerprint, are still right at that instant; nobody has to claim for that. */
    void confirm(Claim claim, Outcome outcome, Instant now) {
        catalog.change(db -> db.update(SEGMENT)
                .set(AS_OF, outcome.asOf().toEpochMilli())
                .set(LAST_RUN, now.toEpochMilli())
                .set(MEMBERS_VERSION, claim.segment().version())
                .set(WANTED_CLAIM, DONE_CLAIM)
                .set(CHANGED_CLAIM, DONE_CLAIM)
                .set(NEXT_RUN, millis(outcome.nextRun()))
                .where(
                        ID.eq(claim.segment().id()),
                        CLAIM.eq(claim.number()),
                        VERSION.eq(claim.segment().version()),
                        FINGERPRINT.eq(outcome.fingerprint()))
                .execute());
    }

    /**
     * What followed from the data.
     *
     * @param nextRun by the segment's schedule, null for never
     */
    record Outcome(
            String fingerprint,
            long dataVersion,
            Instant asOf,
            @Nullable Instant nextRun) {}

    /** Stores why the claim failed and when it is tried again; the members from before it stay. */
    void fail(Claim claim, Failure failure, Instant retry, Instant now) {
        catalog.change(db -> db.update(SEGMENT)
                .set(SETTLED_CLAIM, claim.number())
                .set(FAILURES, FAILURES.plus(1))
                .set(ERROR_CODE, failure.code().code())
                .set(ERROR_DETAIL, failure.detail())
                .set(NEXT_RUN, next(claim, retry, now))
                .setNull(LEASE_OWNER)
                .setNull(LEASE_UNTIL)
                .where(ID.eq(claim.segment().id()), DONE_CLAIM.lt(claim.number()), SETTLED_CLAIM.lt(claim.number()))
                .execute());
    }

    /** Puts off a segment that may be what kills its servers, before it is tried. */
    void postpone(Claim claim, Instant retry) {
        catalog.change(db -> db.update(SEGMENT)
                .set(NEXT_RUN, retry.toEpochMilli())
                .where(ID.eq(claim.segment().id()))
                .execute());
    }

    /** Plans the next run of what was not done, for it was cancelled. */
    void skip(String segment, @Nullable Instant nextRun) {
        catalog.change(db -> db.update(SEGMENT)
                .set(NEXT_RUN, millis(nextRun))
                .set(WANTED_CLAIM, DONE_CLAIM)
                .where(ID.eq(segment), DYNAMIC)
                .execute());
    }

    /** The segments that the owners of this job hold. */
    List<Claim> heldBy(String job) {
        return catalog.read(db -> SegmentStore.present(db)
                .where(LEASE_OWNER.startsWith(job + "/"))
                .fetch(RefreshStore::claim));
    }

    /** At once where the segment was asked for after the claim. */
    private static Field<Long> next(Claim claim, @Nullable Instant planned, Instant now) {
        return when(WANTED_CLAIM.gt(claim.number()), val(now.toEpochMilli()))
                .otherwise(val(millis(planned), Long.class));
    }

    private boolean isTroubledLeased(Instant now) {
        return catalog.read(db ->
                db.fetchExists(SEGMENT, DYNAMIC.and(TROUBLED).and(isFree(now).not())));
    }

    private static Condition isDue(Instant now) {
        return NEXT_RUN.le(now.toEpochMilli());
    }

    private static Condition isFree(Instant now) {
        return LEASE_UNTIL
                .isNull()
                .or(LEASE_UNTIL.lt(now.toEpochMilli()))
                .or(LEASE_UNTIL.gt(now.plus(LONGEST_LEASE).toEpochMilli()));
    }

    private static Claim claim(Record row) {
        Long took = row.get(TOOK_MILLIS);
        return new Claim(SegmentRows.segment(row), row.get(CLAIM), row.get(FINGERPRINT), took == null ? 0 : took);
    }
}
