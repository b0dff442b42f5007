package io.muster.server.segment;

import static io.muster.server.segment.SegmentRows.*;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import io.muster.model.condition.json.ConditionWriter;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Remembered;
import io.muster.server.membership.StoredMembership;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Segments and their versions in the catalogue. Deleted segments are kept only so that their keys stay taken. */
@Repository
class SegmentStore {

    /** In the words of the index segment_doubted, without which all of the project's segments would be looked at. */
    private static final Condition DOUBTED = MEMBERS_VERSION
            .isNull()
            .or(MEMBERS_VERSION.ne(VERSION))
            .or(CHANGED_CLAIM.gt(DONE_CLAIM))
            .or(FAILURES.gt(inline(0)));

    private final Catalog catalog;
    private final SegmentChangeStore changes;
    private final Remembered<Name, Segment> named;

    SegmentStore(Catalog catalog, SegmentChangeStore changes) {
        this.catalog = catalog;
        this.changes = changes;
        this.named = new Remembered<>(catalog);
    }

    private record Name(String project, String idOrKey) {}

    /** A version of a segment, and when it was made. */
    record Version(int number, SegmentContent content, Instant createdAt) {}

    Optional<Segment> find(String project, String idOrKey) {
        return named.find(new Name(project, idOrKey), this::load);
    }

    private Optional<Segment> load(Name name) {
        return catalog.read(db -> present(db)
                .where(
                        PROJECT.eq(name.project()),
                        DELETED_AT.isNull(),
                        ID.eq(name.idOrKey()).or(KEY.eq(name.idOrKey())))
                .fetchOptional(SegmentRows::segment));
    }

    /** The segment with that id, in whatever project it is. */
    Optional<Segment> find(String id) {
        return catalog.read(
                db -> present(db).where(DELETED_AT.isNull(), ID.eq(id)).fetchOptional(SegmentRows::segment));
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
        return catalog.read(db -> db.select(KEY)
                .from(SEGMENT)
                .where(PROJECT.eq(project), DELETED_AT.isNull())
                .orderBy(KEY)
                .fetch(KEY));
    }

    /**
     * How far the work has come on those of the project's segments that something speaks against, by id.
     *
     * @param missed runs planned before have been missed
     */
    Map<String, Segment.Run> doubtful(String project, Instant missed) {
        return catalog.read(db -> run(db, PROJECT.eq(project), DOUBTED)
                .union(run(db, PROJECT.eq(project), NEXT_RUN.lt(missed.toEpochMilli())))
                .fetchMap(row -> row.get(ID), SegmentRows::run));
    }

    /** How far the work has come on these segments, by id. */
    Map<String, Segment.Run> runs(Collection<String> segments) {
        return segments.isEmpty()
                ? Map.of()
                : catalog.read(db -> run(db, ID.in(segments)).fetchMap(row -> row.get(ID), SegmentRows::run));
    }

    private static Select<Record> run(DSLContext db, Condition... which) {
        return db.select(ID).select(OF_RUN).from(SEGMENT).where(which);
    }

    /** Whether the key is, or ever was, a segment's. */
    boolean isTaken(String project, String key) {
        return catalog.read(db -> db.fetchExists(SEGMENT, PROJECT.eq(project).and(KEY.eq(key))));
    }

    /** Newest first, numbers below {@code before}. */
    List<Version> versions(String segment, int before, int limit) {
        return catalog.read(db -> db.select(OF_VERSION)
                .from(SEGMENT_VERSION)
                .where(OF_SEGMENT.eq(segment), NUMBER.lt(before))
                .orderBy(NUMBER.desc())
                .limit(limit)
                .fetch(SegmentStore::version));
    }

    /** The version of that number. */
    Optional<Version> version(String segment, int number) {
        return catalog.read(db -> db.select(OF_VERSION)
                .from(SEGMENT_VERSION)
                .where(OF_SEGMENT.eq(segment), NUMBER.eq(number))
                .fetchOptional(SegmentStore::version));
    }

    void insert(Segment segment) {
        catalog.change(db -> {
            db.insertInto(SEGMENT)
                    .set(ID, segment.id())
                    .set(PROJECT, segment.project())
                    .set(KEY, segment.key())
                    .set(TYPE, name(segment.type()))
                    .set(VERSION, segment.version())
                    .set(CREATED_AT, segment.createdAt().toEpochMilli())
                    .set(UPDATED_AT, segment.updatedAt().toEpochMilli())
                    .set(FROZEN_FROM, Frozen.write(segment.frozen()))
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

    /** Takes over the members that a segment has now; a static segment's change counts as a run of it. */
    void finished(String segment, StoredMembership members, Instant now) {
        catalog.change(db -> db.update(SEGMENT)
                .set(SIZE, members.members().getLongCardinality())
                .set(LAST_RUN, now.toEpochMilli())
                .set(AS_OF, members.asOf().toEpochMilli())
                .set(DATA_VERSION, members.dataVersion())
                .set(MEMBERS_VERSION, members.definitionVersion())
                .set(
                        DONE_CLAIM,
                        when(TYPE.eq(name(SegmentType.STATIC)), DONE_CLAIM.plus(1))
                                .otherwise(DONE_CLAIM))
                .setNull(ERROR_CODE)
                .setNull(ERROR_DETAIL)
                .where(ID.eq(segment))
                .execute());
    }

    /** Makes whoever changes this project's segments wait until this transaction ends. */
    void lock(String project) {
        catalog.change(db -> db.execute("update project set name = name where id = {0}", DSL.val(project)));
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
                .set(ON_STALE, content.onStale().text())
                .set(MADE_AT, segment.updatedAt().toEpochMilli())
                .execute();
    }

    static SelectOnConditionStep<Record> present(DSLContext db) {
        return db.select(OF_PRESENT).from(SEGMENT).join(SEGMENT_VERSION).on(OF_SEGMENT.eq(ID), NUMBER.eq(VERSION));
    }

    static String name(SegmentType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static Version version(Record row) {
        return new Version(row.get(NUMBER), content(row), Instant.ofEpochMilli(row.get(MADE_AT)));
    }
}
