package io.muster.server.segment;

import static io.muster.server.segment.SegmentRows.*;

import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Remembered;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Counts the changes of a project's segments and of their members, so that what was read of them can be kept. */
@Repository
class SegmentChangeStore {

    private static final Table<Record> OF_PROJECT = DSL.table(DSL.name("project"));
    private static final Field<String> PROJECT_ID = DSL.field(DSL.name("project", "id"), String.class);
    private static final Field<Long> PROJECT_CHANGES = DSL.field(DSL.name("segment_changes"), Long.class);

    private final Catalog catalog;
    private final Remembered<String, Long> numbers;

    SegmentChangeStore(Catalog catalog) {
        this.catalog = catalog;
        this.numbers = new Remembered<>(catalog);
    }

    /** How often the project's segments, or who is in them, have changed. */
    long number(String project) {
        return numbers.find(project, this::load).orElse(0L);
    }

    private Optional<Long> load(String project) {
        return catalog.read(db -> db.select(PROJECT_CHANGES)
                .from(OF_PROJECT)
                .where(PROJECT_ID.eq(project))
                .fetchOptional(PROJECT_CHANGES));
    }

    /** The segments that have changed since that number of changes. */
    List<Segment> since(String project, long number) {
        return catalog.read(db -> SegmentStore.present(db)
                .where(PROJECT.eq(project), CHANGED.gt(number), DELETED_AT.isNull())
                .fetch(SegmentRows::segment));
    }

    /** The ids of the segments that have been deleted since that number of changes. */
    List<String> deletedSince(String project, long number) {
        return catalog.read(db -> db.select(ID)
                .from(SEGMENT)
                .where(PROJECT.eq(project), CHANGED.gt(number), DELETED_AT.isNotNull())
                .fetch(ID));
    }

    /**
     * Counts a change of the segment or of its members, and makes whoever changes this project's segments wait until
     * this transaction ends.
     */
    void count(String segment) {
        catalog.change(db -> {
            Select<Record1<String>> project = DSL.select(PROJECT).from(SEGMENT).where(ID.eq(segment));
            db.update(OF_PROJECT)
                    .set(PROJECT_CHANGES, PROJECT_CHANGES.plus(1))
                    .where(PROJECT_ID.eq(project))
                    .execute();
            db.update(SEGMENT)
                    .set(
                            CHANGED,
                            DSL.field(
                                    DSL.select(PROJECT_CHANGES).from(OF_PROJECT).where(PROJECT_ID.eq(PROJECT))))
                    .where(ID.eq(segment))
                    .execute();
        });
    }
}
