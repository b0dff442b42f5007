package io.muster.server.membership;

import static io.muster.server.membership.MembershipRows.*;

import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Remembered;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The log of memberships in the catalogue. */
@Repository
class LogStore {

    private final Catalog catalog;
    private final Remembered<Place, LogEntry> entries;

    LogStore(Catalog catalog) {
        this.catalog = catalog;
        this.entries = new Remembered<>(catalog);
    }

    private record Place(String segment, long number) {}

    /** An entry's bitmaps as they are stored; null for nobody. */
    @SuppressWarnings("ArrayRecordComponent")
    record Step(long number, byte @Nullable [] entered, byte @Nullable [] exited) {}

    /** An entry with its bitmaps as they are stored; members are null in most. */
    @SuppressWarnings("ArrayRecordComponent")
    record Whole(
            long number,
            long asOf,
            long size,
            byte @Nullable [] entered,
            byte @Nullable [] exited,
            byte @Nullable [] members) {}

    /** All members at an entry. */
    @SuppressWarnings("ArrayRecordComponent")
    record Base(long number, byte[] members) {}

    Optional<LogEntry> oldest(String segment) {
        return catalog.read(db -> db.select(OF_ENTRY)
                .from(LOG)
                .where(SEGMENT.eq(segment))
                .orderBy(NUMBER)
                .limit(1)
                .fetchOptional(MembershipRows::entry));
    }

    Optional<LogEntry> find(String segment, long number) {
        return entries.find(new Place(segment, number), this::load);
    }

    private Optional<LogEntry> load(Place place) {
        return catalog.read(db -> db.select(OF_ENTRY)
                .from(LOG)
                .where(SEGMENT.eq(place.segment()), NUMBER.eq(place.number()))
                .fetchOptional(MembershipRows::entry));
    }

    /** The last entry up to and with that instant. */
    Optional<LogEntry> at(String segment, Instant instant) {
        return catalog.read(db -> db.select(OF_ENTRY)
                .from(LOG)
                .where(SEGMENT.eq(segment), AS_OF.le(instant.toEpochMilli()))
                .orderBy(NUMBER.desc())
                .limit(1)
                .fetchOptional(MembershipRows::entry));
    }

    /** Of each segment the last entry up to and with that instant, by segment. */
    Map<String, LogEntry> at(Collection<String> segments, Instant instant) {
        return catalog.read(db -> {
            var last = db.select(SEGMENT.as("of"), DSL.max(NUMBER).as("last"))
                    .from(LOG)
                    .where(SEGMENT.in(segments), AS_OF.le(instant.toEpochMilli()))
                    .groupBy(SEGMENT)
                    .asTable("l");
            return db.select(OF_ENTRY)
                    .from(LOG)
                    .join(last)
                    .on(SEGMENT.eq(last.field("of", String.class)), NUMBER.eq(last.field("last", Long.class)))
                    .fetchMap(SEGMENT, MembershipRows::entry);
        });
    }

    /** The first entry with newer data than that. */
    Optional<LogEntry> firstAbove(String segment, long dataVersion) {
        return catalog.read(db -> db.select(OF_ENTRY)
                .from(LOG)
                .where(SEGMENT.eq(segment), DATA_VERSION.gt(dataVersion))
                .orderBy(NUMBER)
                .limit(1)
                .fetchOptional(MembershipRows::entry));
    }

    /** Oldest first, from that number on. */
    List<LogEntry> from(String segment, long number, int limit) {
        return catalog.read(db -> db.select(OF_ENTRY)
                .from(LOG)
                .where(SEGMENT.eq(segment), NUMBER.ge(number))
                .orderBy(NUMBER)
                .limit(limit)
                .fetch(MembershipRows::entry));
    }

    /** Newest first, numbers below {@code before}, from {@code from} on and before {@code to}. */
    List<LogEntry> before(String segment, long before, @Nullable Instant from, @Nullable Instant to, int limit) {
        return catalog.read(db -> db.select(OF_ENTRY)
                .from(LOG)
                .where(SEGMENT.eq(segment), NUMBER.lt(before), within(from, to))
                .orderBy(NUMBER.desc())
                .limit(limit)
                .fetch(MembershipRows::entry));
    }

    /** The entries inside of that time that changed something of that kind, newest first. */
    List<LogEntry> within(String segment, Change change, @Nullable Instant from, @Nullable Instant to) {
        return catalog.read(db -> db.select(OF_ENTRY)
                .from(LOG)
                .where(SEGMENT.eq(segment), within(from, to), (change == Change.ENTERED ? ENTERED : EXITED).isNotNull())
                .orderBy(NUMBER.desc())
                .fetch(MembershipRows::entry));
    }

    /** The last entry with all members up to and with that number. */
    Optional<Base> base(String segment, long number) {
        return catalog.read(db -> db.select(NUMBER, MEMBERS)
                .from(LOG)
                .where(SEGMENT.eq(segment), NUMBER.le(number), MEMBERS.isNotNull())
                .orderBy(NUMBER.desc())
                .limit(1)
                .fetchOptional(row -> new Base(row.get(NUMBER), row.get(MEMBERS))));
    }

    /** Oldest first, numbers above {@code after} and up to {@code last}. */
    List<Step> steps(String segment, long after, long last) {
        return catalog.read(db -> db.select(NUMBER, ENTERED, EXITED)
                .from(LOG)
                .where(SEGMENT.eq(segment), NUMBER.gt(after), NUMBER.le(last))
                .orderBy(NUMBER)
                .fetch(row -> new Step(row.get(NUMBER), row.get(ENTERED), row.get(EXITED))));
    }

    void insert(LogEntry entry, byte @Nullable [] entered, byte @Nullable [] exited, byte @Nullable [] members) {
        catalog.change(db -> db.insertInto(LOG)
                .set(SEGMENT, entry.segment())
                .set(NUMBER, entry.number())
                .set(DEFINITION_VERSION, entry.definitionVersion())
                .set(DATA_VERSION, entry.dataVersion())
                .set(AS_OF, entry.asOf().toEpochMilli())
                .set(SIZE, entry.size())
                .set(ENTERED_COUNT, entry.entered())
                .set(EXITED_COUNT, entry.exited())
                .set(ENTERED, entered)
                .set(EXITED, exited)
                .set(MEMBERS, members)
                .execute());
    }

    /** Everything of a segment's entries, oldest first. */
    List<Whole> all(String segment) {
        return catalog.read(db -> db.select(NUMBER, AS_OF, SIZE, ENTERED, EXITED, MEMBERS)
                .from(LOG)
                .where(SEGMENT.eq(segment))
                .orderBy(NUMBER)
                .fetch(row -> new Whole(
                        row.get(NUMBER),
                        row.get(AS_OF),
                        row.get(SIZE),
                        row.get(ENTERED),
                        row.get(EXITED),
                        row.get(MEMBERS))));
    }

    /** Puts other bitmaps and counts in the place of an entry's. */
    void replace(String segment, Whole entry, long entered, long exited) {
        catalog.change(db -> db.update(LOG)
                .set(SIZE, entry.size())
                .set(ENTERED_COUNT, entered)
                .set(EXITED_COUNT, exited)
                .set(ENTERED, entry.entered())
                .set(EXITED, entry.exited())
                .set(MEMBERS, entry.members())
                .where(SEGMENT.eq(segment), NUMBER.eq(entry.number()))
                .execute());
    }

    void setMembers(String segment, long number, byte[] members) {
        catalog.change(db -> db.update(LOG)
                .set(MEMBERS, members)
                .where(SEGMENT.eq(segment), NUMBER.eq(number))
                .execute());
    }

    void deleteBefore(String segment, long number) {
        catalog.change(db ->
                db.deleteFrom(LOG).where(SEGMENT.eq(segment), NUMBER.lt(number)).execute());
    }

    void delete(String segment) {
        deleteBefore(segment, Long.MAX_VALUE);
    }

    /** Segments, ids above {@code after}, with more than one entry up to that instant. */
    List<String> withEntriesUpTo(Instant instant, String after, int limit) {
        return catalog.read(db -> db.select(SEGMENT)
                .from(LOG)
                .where(SEGMENT.gt(after), AS_OF.le(instant.toEpochMilli()))
                .groupBy(SEGMENT)
                .having(DSL.count().gt(1))
                .orderBy(SEGMENT)
                .limit(limit)
                .fetch(SEGMENT));
    }

    private static Condition within(@Nullable Instant from, @Nullable Instant to) {
        Condition start = from == null ? DSL.noCondition() : AS_OF.ge(from.toEpochMilli());
        return to == null ? start : start.and(AS_OF.lt(to.toEpochMilli()));
    }
}
