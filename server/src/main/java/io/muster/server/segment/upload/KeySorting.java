package io.muster.server.segment.upload;

import io.muster.engine.KeyKind;
import io.muster.engine.SegmentEngine;
import io.muster.engine.rows.KeyReader;
import io.muster.engine.rows.RowError;
import io.muster.model.ProjectId;
import io.muster.server.query.Queries;
import io.muster.server.segment.upload.KeyBatch.Miss;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Sorts keys into profiles and those that no profile has, batch by batch. Thread-safe. */
@Component
class KeySorting {

    /** Keys that are looked up together; finding an identity reads all profiles once for each batch. */
    static final int BATCH = 50_000;

    /** Keys that are written down in one transaction. */
    private static final int STAGED = 5_000;

    /** Bytes of a key that can be written down; more do not go into every database's index. */
    private static final int LONGEST = 1_000;

    private final Queries queries;
    private final SegmentEngine engine;
    private final HeldStore held;

    KeySorting(Queries queries, SegmentEngine engine, HeldStore held) {
        this.queries = queries;
        this.engine = engine;
        this.held = held;
    }

    /** What the reader's keys come to; those to be staged are written down under the upload. */
    Sorted sort(
            ProjectId project,
            UploadRequest request,
            String upload,
            Staging staging,
            KeyReader reader,
            Reasons reasons,
            Runnable alive) {
        Run run = new Run(project, request, upload, staging, reader, reasons);
        KeyBatch batch = new KeyBatch();
        while (reader.next()) {
            batch.add(reader.key(), reader.line());
            if (batch.size() == BATCH) {
                run.take(batch);
                batch.clear();
                alive.run();
            }
        }
        run.take(batch);
        return run.sorted();
    }

    /** One body. */
    private final class Run {
        private final ProjectId project;
        private final UploadRequest request;
        private final String upload;
        private final Staging staging;
        private final KeyReader reader;
        private final Reasons reasons;
        private final RoaringBitmap found = new RoaringBitmap();
        private final Set<String> firstMisses = new LinkedHashSet<>();
        private long rows;
        private long misses;
        private long rejectedMisses;
        private long dataVersion;

        private Run(
                ProjectId project,
                UploadRequest request,
                String upload,
                Staging staging,
                KeyReader reader,
                Reasons reasons) {
            this.project = project;
            this.request = request;
            this.upload = upload;
            this.staging = staging;
            this.reader = reader;
            this.reasons = reasons;
            this.dataVersion = engine.dataVersion(project);
        }

        private void take(KeyBatch batch) {
            if (batch.size() == 0) {
                return;
            }
            KeyKind kind = request.kind(reader.column());
            KeyBatch.Result result = queries.ask(project, (snapshot, deadline) -> {
                dataVersion = snapshot.dataVersion();
                return batch.lookUp(kind, request.guarded(), snapshot, deadline);
            });
            found.or(result.found());
            rows += batch.size();
            List<String> written = new ArrayList<>();
            for (Miss miss : result.missing()) {
                missed(miss, written);
            }
            stage(staging == Staging.ALL ? storable(result.keys()) : written);
        }

        private void missed(Miss miss, List<String> written) {
            misses++;
            if (firstMisses.size() < Reasons.SHOWN) {
                firstMisses.add(miss.key());
            }
            if (staging != Staging.UNKNOWN) {
                rejectedMisses++;
                reasons.unknown(miss.line(), miss.key());
            } else if (isStorable(miss.key())) {
                written.add(miss.key());
            } else {
                rejectedMisses++;
                reasons.reject(
                        miss.line(),
                        RowError.ROW_TOO_LONG,
                        "No profile has the key, and it cannot be kept: it has more than " + LONGEST
                                + " bytes or the character U+0000.");
            }
        }

        private void stage(List<String> keys) {
            for (int from = 0; from < keys.size(); from += STAGED) {
                held.add(upload, keys.subList(from, Math.min(from + STAGED, keys.size())));
            }
        }

        private Sorted sorted() {
            return new Sorted(
                    request.kind(reader.column()),
                    rows,
                    found,
                    misses,
                    rejectedMisses,
                    List.copyOf(firstMisses),
                    dataVersion);
        }
    }

    /** The keys that the catalogue can keep. */
    private static List<String> storable(List<String> keys) {
        return keys.stream().filter(KeySorting::isStorable).toList();
    }

    private static boolean isStorable(String key) {
        return key.indexOf('\0') < 0
                && (key.length() * 3 <= LONGEST || key.getBytes(StandardCharsets.UTF_8).length <= LONGEST);
    }
}
