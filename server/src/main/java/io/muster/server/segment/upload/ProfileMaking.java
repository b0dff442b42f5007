package io.muster.server.segment.upload;

import io.muster.engine.Deadline;
import io.muster.engine.KeyKind;
import io.muster.engine.RowImport;
import io.muster.engine.SegmentEngine;
import io.muster.engine.rows.RefusedKeys;
import io.muster.engine.rows.RowBatch;
import io.muster.engine.rows.RowKind;
import io.muster.model.ProjectId;
import io.muster.server.query.Queries;
import io.muster.server.rows.SuppressedKeys;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Makes profiles of the ids that an upload has written down. Thread-safe. */
@Component
class ProfileMaking {

    private final SegmentEngine engine;
    private final Queries queries;
    private final HeldStore held;
    private final SuppressedKeys suppressed;

    ProfileMaking(SegmentEngine engine, Queries queries, HeldStore held, SuppressedKeys suppressed) {
        this.suppressed = suppressed;
        this.engine = engine;
        this.queries = queries;
        this.held = held;
    }

    /** @param suppressed how many were not made, because whoever they are was erased so */
    record Made(Sorted sorted, long suppressed) {}

    /** Makes the profiles in one import, and adds them to what was found. */
    Made make(ProjectId project, String upload, Sorted sorted) {
        long suppressedNow;
        try (RowImport rows = engine.startImport(project, RowKind.PROFILES)) {
            RowBatch batch = new RowBatch(RowKind.PROFILES, suppressed.of(project));
            pages(
                    upload,
                    page -> page.forEach(id -> {
                        batch.begin(id);
                        batch.end();
                        if (batch.isFull()) {
                            rows.add(batch);
                            batch.clear();
                        }
                    }));
            if (batch.size() > 0) {
                rows.add(batch);
            }
            suppressedNow = batch.dropped() + rows.commit(Deadline.none()).erased();
        }
        return new Made(lookUp(project, upload, sorted), suppressedNow);
    }

    /** What {@link #make} would do without the profiles. */
    Made preview(ProjectId project, String upload, Sorted sorted) {
        RefusedKeys refused = suppressed.of(project);
        LongAdder count = new LongAdder();
        pages(upload, page -> count.add(page.stream().filter(refused::hasId).count()));
        return new Made(sorted, count.sum());
    }

    private Sorted lookUp(ProjectId project, String upload, Sorted sorted) {
        RoaringBitmap made = new RoaringBitmap();
        long[] dataVersion = {sorted.dataVersion()};
        pages(
                upload,
                page -> queries.ask(project, (snapshot, deadline) -> {
                    dataVersion[0] = snapshot.dataVersion();
                    snapshot.ordinals(new KeyKind.Id(), page, deadline)
                            .values()
                            .forEach(found -> found.forEach(made::add));
                    return made;
                }));
        return sorted.with(made, dataVersion[0]);
    }

    private void pages(String upload, Consumer<List<String>> work) {
        List<String> page = held.page(upload, "", KeySorting.BATCH);
        while (!page.isEmpty()) {
            work.accept(page);
            page = held.page(upload, page.getLast(), KeySorting.BATCH);
        }
    }
}
