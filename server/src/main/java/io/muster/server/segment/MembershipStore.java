package io.muster.server.segment;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Repository;

/** Kept members in the catalogue: the newest of each segment, and some before it for walks that are under way. */
@Repository
class MembershipStore {

    /** How many memberships of a segment are kept. */
    static final int KEPT = 5;

    private static final Table<Record> MEMBERSHIP = table(name("membership"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> SEGMENT = field(name("segment"), String.class);
    private static final Field<Integer> DEFINITION_VERSION = field(name("definition_version"), Integer.class);
    private static final Field<Long> DATA_VERSION = field(name("data_version"), Long.class);
    private static final Field<Long> AS_OF = field(name("as_of"), Long.class);
    private static final Field<byte[]> BITMAP = field(name("bitmap"), byte[].class);

    private final Catalog catalog;

    MembershipStore(Catalog catalog) {
        this.catalog = catalog;
    }

    /** A membership under the id by which a walk through it goes on. */
    record Kept(String id, StoredMembership membership) {}

    Optional<Kept> newest(String segment) {
        return catalog.read(db -> db.select()
                .from(MEMBERSHIP)
                .where(SEGMENT.eq(segment))
                .orderBy(ID.desc())
                .limit(1)
                .fetchOptional(MembershipStore::kept));
    }

    Optional<Kept> find(String segment, String id) {
        return catalog.read(db -> db.select()
                .from(MEMBERSHIP)
                .where(SEGMENT.eq(segment), ID.eq(id))
                .fetchOptional(MembershipStore::kept));
    }

    /** Keeps it as the newest; ids have to sort by time. */
    void insert(String id, StoredMembership membership) {
        byte[] bitmap = serialize(membership.members());
        catalog.change(db -> {
            db.insertInto(MEMBERSHIP)
                    .set(ID, id)
                    .set(SEGMENT, membership.segment())
                    .set(DEFINITION_VERSION, membership.definitionVersion())
                    .set(DATA_VERSION, membership.dataVersion())
                    .set(AS_OF, membership.asOf().toEpochMilli())
                    .set(BITMAP, bitmap)
                    .execute();
            List<String> old = db.select(ID)
                    .from(MEMBERSHIP)
                    .where(SEGMENT.eq(membership.segment()))
                    .orderBy(ID.desc())
                    .offset(KEPT)
                    .fetch(ID);
            db.deleteFrom(MEMBERSHIP).where(ID.in(old)).execute();
        });
    }

    void deleteAll(String segment) {
        catalog.change(
                db -> db.deleteFrom(MEMBERSHIP).where(SEGMENT.eq(segment)).execute());
    }

    private static Kept kept(Record row) {
        return new Kept(
                row.get(ID),
                new StoredMembership(
                        row.get(SEGMENT),
                        row.get(DEFINITION_VERSION),
                        row.get(DATA_VERSION),
                        Instant.ofEpochMilli(row.get(AS_OF)),
                        deserialize(row.get(BITMAP))));
    }

    private static byte[] serialize(RoaringBitmap bitmap) {
        ByteBuffer bytes = ByteBuffer.allocate(bitmap.serializedSizeInBytes());
        bitmap.serialize(bytes);
        return bytes.array();
    }

    private static RoaringBitmap deserialize(byte[] bytes) {
        RoaringBitmap bitmap = new RoaringBitmap();
        try {
            bitmap.deserialize(ByteBuffer.wrap(bytes));
            return bitmap;
        } catch (IOException e) {
            throw new UncheckedIOException("a stored membership cannot be read", e);
        }
    }
}
