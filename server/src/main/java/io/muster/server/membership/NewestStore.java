package io.muster.server.membership;

import static io.muster.server.membership.MembershipRows.*;

import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Remembered;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** The newest membership of each segment in the catalogue. */
@Repository
class NewestStore {

    private final Catalog catalog;
    private final Remembered<String, Head> heads;

    NewestStore(Catalog catalog) {
        this.catalog = catalog;
        this.heads = new Remembered<>(catalog);
    }

    /** Rows of the log since the last one with all members, and the bytes of their bitmaps. */
    record Replay(int steps, long bytes) {}

    Optional<Head> head(String segment) {
        return heads.find(segment, this::load);
    }

    private Optional<Head> load(String segment) {
        return catalog.read(
                db -> db.select(OF_HEAD).from(NEWEST).where(SEGMENT.eq(segment)).fetchOptional(MembershipRows::head));
    }

    List<Head> heads(Collection<String> segments) {
        return catalog.read(db ->
                db.select(OF_HEAD).from(NEWEST).where(SEGMENT.in(segments)).fetch(MembershipRows::head));
    }

    /** The members, if that is still the newest number. */
    Optional<byte[]> members(String segment, long number) {
        return catalog.read(db -> db.select(MEMBERS)
                .from(NEWEST)
                .where(SEGMENT.eq(segment), NUMBER.eq(number))
                .fetchOptional(MEMBERS));
    }

    Replay replay(String segment) {
        return catalog.read(db -> db.select(STEPS, STEP_BYTES)
                .from(NEWEST)
                .where(SEGMENT.eq(segment))
                .fetchOptional(row -> new Replay(row.get(STEPS), row.get(STEP_BYTES)))
                .orElse(new Replay(0, 0)));
    }

    void insert(Head head, byte[] members, Replay replay) {
        catalog.change(db -> db.insertInto(NEWEST)
                .set(SEGMENT, head.segment())
                .set(NUMBER, head.number())
                .set(DEFINITION_VERSION, head.definitionVersion())
                .set(DATA_VERSION, head.dataVersion())
                .set(AS_OF, head.asOf().toEpochMilli())
                .set(MEMBERS, members)
                .set(STEPS, replay.steps())
                .set(STEP_BYTES, replay.bytes())
                .execute());
    }

    void replace(Head head, byte[] members, Replay replay) {
        catalog.change(db -> db.update(NEWEST)
                .set(NUMBER, head.number())
                .set(DEFINITION_VERSION, head.definitionVersion())
                .set(DATA_VERSION, head.dataVersion())
                .set(AS_OF, head.asOf().toEpochMilli())
                .set(MEMBERS, members)
                .set(STEPS, replay.steps())
                .set(STEP_BYTES, replay.bytes())
                .where(SEGMENT.eq(head.segment()))
                .execute());
    }

    /** Puts other members in the place of those under the present number. */
    void setMembers(String segment, byte[] members) {
        catalog.change(db -> db.update(NEWEST)
                .set(MEMBERS, members)
                .where(SEGMENT.eq(segment))
                .execute());
    }

    /** Says that the same members were found again. */
    void confirm(Head head) {
        catalog.change(db -> db.update(NEWEST)
                .set(DEFINITION_VERSION, head.definitionVersion())
                .set(DATA_VERSION, head.dataVersion())
                .set(AS_OF, head.asOf().toEpochMilli())
                .where(SEGMENT.eq(head.segment()))
                .execute());
    }

    void delete(String segment) {
        catalog.change(db -> db.deleteFrom(NEWEST).where(SEGMENT.eq(segment)).execute());
    }
}
