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

    /**
     * @param sorted with the profiles that were made among those found
     * @param suppressed how many were not made, because whoever they are was erased so, or while the upload was read
     */
    record Made(Sorted sorted, long created, long suppressed) {}

    /** The making of one upload's profiles, from before its body is read; for one thread. */
    interface Making extends AutoCloseable {

        Made make(String upload, Sorted sorted);

        @Override
        default void close() {}
    }

    /** Begins what the request asks for: to make profiles, to tell how many that would be, or neither. */
    Making begin(ProjectId project, UploadRequest request) {
        if (request.unknown() != Unknown.CREATE) {
            return (upload, sorted) -> new Made(sorted, 0, 0);
        }
        return request.dryRun()
                ? (upload, sorted) -> preview(project, upload, sorted)
                : new Import(project, engine.startImport(project, RowKind.PROFILES));
    }

    /** One import, which is open while the body is read: the engine drops of it whoever is erased meanwhile. */
    private final class Import implements Making {
        private final ProjectId project;
        private final RowImport rows;

        private Import(ProjectId project, RowImport rows) {
            this.project = project;
            this.rows = rows;
        }

        @Override
        public Made make(String upload, Sorted sorted) {
            RowBatch batch = new RowBatch(RowKind.PROFILES, suppressed.of(project));
            long[] ids = {0};
            pages(upload, page -> {
                ids[0] += page.size();
                page.forEach(id -> add(batch, id));
            });
            rows.add(batch);
            long dropped = batch.dropped() + rows.commit(Deadline.none()).erased();
            return new Made(lookUp(project, upload, sorted), ids[0] - dropped, dropped);
        }

        private void add(RowBatch batch, String id) {
            batch.begin(id);
            batch.end();
            if (batch.isFull()) {
                rows.add(batch);
                batch.clear();
            }
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    private Made preview(ProjectId project, String upload, Sorted sorted) {
        RefusedKeys refused = suppressed.of(project);
        long[] ids = {0};
        long[] dropped = {0};
        pages(upload, page -> {
            ids[0] += page.size();
            dropped[0] += page.stream().filter(refused::hasId).count();
        });
        return new Made(sorted, ids[0] - dropped[0], dropped[0]);
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
