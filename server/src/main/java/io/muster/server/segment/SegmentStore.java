package io.muster.server.segment;

import static io.muster.server.segment.SegmentRows.*;

import io.muster.model.condition.json.ConditionWriter;
import io.muster.server.catalog.Catalog;
import io.muster.server.membership.StoredMembership;
import io.muster.server.segment.Segment.Failure;
import io.muster.server.segment.Segment.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Segments and their versions in the catalogue. Deleted segments are kept only so that their keys stay taken. */
@Repository
class SegmentStore {

    private final Catalog catalog;
    private final SegmentChangeStore changes;

    SegmentStore(Catalog catalog, SegmentChangeStore changes) {
        this.catalog = catalog;
        this.changes = changes;
    }

    /** A version of a segment, and when it was made. */
    record Version(int number, SegmentContent content, Instant createdAt) {}

    Optional<Segment> find(String project, String idOrKey) {
        return catalog.read(db -> present(db)
                .where(PROJECT.eq(project), DELETED_AT.isNull(), ID.eq(idOrKey).or(KEY.eq(idOrKey)))
                .fetchOptional(SegmentRows::segment));
    }

    /** Oldest first, ids above {@code after}. */
    List<Segment> list(String project, String after, int limit) {
        return catalog.read(db -> present(db)
                .where(PROJECT.eq(project), DELETED_AT.isNull(), ID.gt(after))
                .orderBy(ID)
                .limit(limit)
                .fetch(SegmentRows::segment));
    }

    /** The keys of all that are there. */
    List<String> keys(String project) {
        return catalog.read(db ->
                db.select(KEY).from(SEGMENT).where(PROJECT.eq(project), DELETED_AT.isNull()).orderBy(KEY).fetch(KEY));
    }

    /** Whether the key is, or ever was, a segment's. */
    boolean isTaken(String project, String key) {
        return catalog.read(db -> db.fetchExists(SEGMENT, PROJECT.eq(project).and(KEY.eq(key))));
    }

    /** Newest first, numbers below {@code before}. */
    List<Version> versions(String segment, int before, int limit) {
        return catalog.read(db -> db.select()
                .from(SEGMENT_VERSION)
                .where(OF_SEGMENT.eq(segment), NUMBER.lt(before))
                .orderBy(NUMBER.desc())
                .limit(limit)
                .fetch(SegmentStore::version));
    }

    /** The version of that number. */
    Optional<Version> version(String segment, int number) {
        return catalog.read(db -> db.select()
                .from(SEGMENT_VERSION)
                .where(OF_SEGMENT.eq(segment), NUMBER.eq(number))
                .fetchOptional(SegmentStore::version));
    }

    /** Those whose next run has come, across all projects. */
    List<Segment> due(Instant now, int limit) {
        return catalog.read(db -> present(db)
                .where(DELETED_AT.isNull(), NEXT_RUN.le(now.toEpochMilli()))
                .orderBy(NEXT_RUN)
                .limit(limit)
                .fetch(SegmentRows::segment));
    }

    void insert(Segment segment) {
        catalog.change(db -> {
            db.insertInto(SEGMENT)
                    .set(ID, segment.id())
                    .set(PROJECT, segment.project())
                    .set(KEY, segment.key())
                    .set(TYPE, segment.type().name().toLowerCase(Locale.ROOT))
                    .set(VERSION, segment.version())
                    .set(STATE, name(segment.run().state()))
                    .set(NEXT_RUN, millis(segment.run().nextRun()))
                    .set(CREATED_AT, segment.createdAt().toEpochMilli())
                    .set(UPDATED_AT, segment.updatedAt().toEpochMilli())
                    .execute();
            insertVersion(db, segment);
            changes.count(segment.id());
        });
    }

    /** Stores the segment's present content as its next version. */
    void replace(Segment segment) {
        catalog.change(db -> {
            db.update(SEGMENT)
                    .set(VERSION, segment.version())
                    .set(NEXT_RUN, millis(segment.run().nextRun()))
                    .set(UPDATED_AT, segment.updatedAt().toEpochMilli())
                    .where(ID.eq(segment.id()))
                    .execute();
            insertVersion(db, segment);
            changes.count(segment.id());
        });
    }

    /** Takes the segment away but for its key. */
    void delete(Segment segment, Instant now) {
        catalog.change(db -> {
            db.update(SEGMENT)
                    .set(DELETED_AT, now.toEpochMilli())
                    .setNull(NEXT_RUN)
                    .where(ID.eq(segment.id()))
                    .execute();
            db.deleteFrom(SEGMENT_VERSION).where(OF_SEGMENT.eq(segment.id())).execute();
            changes.count(segment.id());
        });
    }

    /** Says that a run is under way, and plans the one after it. */
    void started(String segment, @Nullable Instant nextRun) {
        catalog.change(db -> db.update(SEGMENT)
                .set(STATE, name(RunState.REFRESHING))
                .set(NEXT_RUN, millis(nextRun))
                .where(ID.eq(segment))
                .execute());
    }

    /** Takes over what a run found. */
    void finished(String segment, StoredMembership members, Instant now) {
        catalog.change(db -> db.update(SEGMENT)
                .set(STATE, name(RunState.FRESH))
                .set(SIZE, members.members().getLongCardinality())
                .set(LAST_RUN, now.toEpochMilli())
                .set(DATA_VERSION, members.dataVersion())
                .set(MEMBERS_VERSION, members.definitionVersion())
                .setNull(ERROR_CODE)
                .setNull(ERROR_DETAIL)
                .where(ID.eq(segment))
                .execute());
    }

    /** Says why a run failed; the members from before it stay. */
    void failed(String segment, Failure failure) {
        catalog.change(db -> db.update(SEGMENT)
                .set(STATE, name(RunState.FAILED))
                .set(ERROR_CODE, failure.code().code())
                .set(ERROR_DETAIL, failure.detail())
                .where(ID.eq(segment))
                .execute());
    }

    /** Says that the run was given up without a result. */
    void cancelled(String segment) {
        catalog.change(db -> db.execute(
                "update segment set state = case when size is null then 'new' else 'fresh' end where id = {0}",
                DSL.val(segment)));
    }

    /** Makes whoever changes this project's segments wait until this transaction ends. */
    void lock(String project) {
        catalog.change(
                db -> db.execute("update project set name = name where id = {0}", DSL.val(project)));
    }

    private static void insertVersion(DSLContext db, Segment segment) {
        SegmentContent content = segment.content();
        ZoneId zone = content.zone();
        Duration maxAge = content.maxAge();
        db.insertInto(SEGMENT_VERSION)
                .set(OF_SEGMENT, segment.id())
                .set(NUMBER, segment.version())
                .set(NAME, content.name())
                .set(DESCRIPTION, content.description())
                .set(CATEGORY, content.category())
                .set(DEFINITION, content.definition() == null ? null : ConditionWriter.text(content.definition()))
                .set(REFRESH, content.refresh().text())
                .set(ZONE, zone == null ? null : zone.getId())
                .set(MAX_AGE, maxAge == null ? null : maxAge.toString())
                .set(MADE_AT, segment.updatedAt().toEpochMilli())
                .execute();
    }

    static SelectOnConditionStep<Record> present(DSLContext db) {
        return db.select().from(SEGMENT).join(SEGMENT_VERSION).on(OF_SEGMENT.eq(ID), NUMBER.eq(VERSION));
    }

    private static Version version(Record row) {
        return new Version(row.get(NUMBER), content(row), Instant.ofEpochMilli(row.get(MADE_AT)));
    }

    private static String name(RunState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
