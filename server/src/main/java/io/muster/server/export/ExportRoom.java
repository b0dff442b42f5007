package io.muster.server.export;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.ExportColumn;
import io.muster.engine.ExportRows;
import io.muster.engine.Progress;
import io.muster.engine.TableTarget;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.config.MusterProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Sees to it that exports fit on the disk, and into what they may take of it. Thread-safe. */
@Component
class ExportRoom {

    /** Fewer rows are written without asking. */
    private static final int SMALL = 20_000;

    /** Rows that the size of the others is told from. */
    private static final int SAMPLE = 1_000;

    /** Bytes of a value that comes from events. */
    private static final int GUESSED_BYTES = 16;

    /** The engine and the catalogue need room too. */
    private static final long RESERVE = 256L << 20;

    private final ExportStore store;
    private final long bound;

    ExportRoom(ExportStore store, MusterProperties properties) {
        this.store = store;
        this.bound = properties.export().disk().toBytes();
    }

    /** What the files of finished exports take, and what they may; null for as much as there is. */
    record Use(long bytes, long limit) {}

    Use use() {
        return new Use(store.bytesKept(), bound);
    }

    /**
     * Estimates how large the export will be, by writing some of its rows.
     *
     * @throws MusterException STORAGE_FULL, with the numbers, where it would not fit
     */
    void check(Export export, EngineSnapshot snapshot, ExportRows rows, Path directory, Deadline deadline)
            throws IOException {
        long total = rows.members().getLongCardinality();
        long estimate = total <= SMALL ? 0 : estimate(export, snapshot, rows, directory, deadline) * total / SAMPLE;
        long free = Files.getFileStore(directory).getUsableSpace() - RESERVE;
        if (estimate > free) {
            throw full(estimate, total, Math.max(free, 0) + " bytes are free for exports on the server's disk");
        }
        long kept = store.bytesKept();
        if (bound > 0 && kept + estimate > bound) {
            throw full(estimate, total, "exports take " + kept + " bytes of the " + bound + " that they may");
        }
    }

    /** What some rows from the middle take. What comes from events is guessed, for it would take as long as the whole. */
    private long estimate(Export export, EngineSnapshot snapshot, ExportRows rows, Path directory, Deadline deadline)
            throws IOException {
        int middle = (int) (rows.members().getLongCardinality() / 2);
        RoaringBitmap some = RoaringBitmap.bitmapOf(IntStream.range(middle, middle + SAMPLE)
                .map(position -> rows.members().select(position))
                .toArray());
        List<ExportColumn> columns = rows.columns().stream()
                .filter(column -> !isOfEvents(column.source()))
                .toList();
        long guessed = (long) (rows.columns().size() - columns.size()) * GUESSED_BYTES * SAMPLE;
        if (columns.isEmpty()) {
            return guessed;
        }
        Path sample = directory.resolve("sample");
        snapshot.write(
                new ExportRows(some, columns, rows.segments()),
                new TableTarget(
                        sample, export.format().table(), export.options().dialect()),
                Progress.NONE,
                deadline);
        long bytes = Files.size(sample);
        Files.delete(sample);
        return bytes + guessed;
    }

    private static boolean isOfEvents(ExportColumn.Source source) {
        return source instanceof ExportColumn.EventFact
                || source instanceof ExportColumn.FirstSeen
                || source instanceof ExportColumn.LastSeen;
    }

    private static MusterException full(long estimate, long rows, String why) {
        return new MusterException(
                ErrorCode.STORAGE_FULL,
                "The export would take about " + estimate + " bytes for " + rows + " rows, but " + why
                        + ". Delete exports, ask for fewer columns, or have room made.");
    }
}
