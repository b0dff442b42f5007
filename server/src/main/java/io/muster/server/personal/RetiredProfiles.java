package io.muster.server.personal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * The ordinals of profiles that were erased. Work that began before an erasure may end after it; whoever stores ordinals
 * takes these out, in the transaction that stores them. Thread-safe.
 */
@Component
public class RetiredProfiles {

    private static final Table<Record> RETIRED = table(name("retired_profile"));
    private static final Field<String> PROJECT = field(name("retired_profile", "project"), String.class);
    private static final Field<byte[]> ORDINALS = field(name("ordinals"), byte[].class);

    private final Catalog catalog;

    public RetiredProfiles(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Adds ordinals that are to be stored no more. */
    public void add(ProjectId project, RoaringBitmap ordinals) {
        catalog.change(db -> {
            // Written first, so that of two at once one waits for the other.
            db.insertInto(RETIRED)
                    .set(PROJECT, project.value())
                    .set(ORDINALS, write(new RoaringBitmap()))
                    .onConflict(PROJECT)
                    .doUpdate()
                    .set(PROJECT, project.value())
                    .execute();
            RoaringBitmap all = RoaringBitmap.or(of(project), ordinals);
            db.update(RETIRED)
                    .set(ORDINALS, write(all))
                    .where(PROJECT.eq(project.value()))
                    .execute();
        });
    }

    /** Those of the project; the caller's own to change. */
    public RoaringBitmap of(ProjectId project) {
        return find(PROJECT.eq(project.value()));
    }

    /** Those of the project that the segment is in; the caller's own to change. */
    public RoaringBitmap ofSegment(String segment) {
        return find(PROJECT.eq(select(field(name("segment", "project"), String.class))
                .from(table(name("segment")))
                .where(field(name("segment", "id"), String.class).eq(segment))));
    }

    private RoaringBitmap find(Condition which) {
        return catalog.read(db -> db.select(ORDINALS)
                .from(RETIRED)
                .where(which)
                .fetchOptional(ORDINALS)
                .map(RetiredProfiles::read)
                .orElseGet(RoaringBitmap::new));
    }

    private static byte[] write(RoaringBitmap bitmap) {
        bitmap.runOptimize();
        ByteBuffer bytes = ByteBuffer.allocate(bitmap.serializedSizeInBytes());
        bitmap.serialize(bytes);
        return bytes.array();
    }

    private static RoaringBitmap read(byte[] bytes) {
        try {
            RoaringBitmap bitmap = new RoaringBitmap();
            bitmap.deserialize(ByteBuffer.wrap(bytes));
            return bitmap;
        } catch (IOException e) {
            throw new UncheckedIOException("stored ordinals cannot be read", e);
        }
    }
}
