package io.muster.server.export;

import io.muster.engine.EngineSnapshot;
import io.muster.engine.ExportColumn;
import io.muster.engine.ExportRows;
import io.muster.engine.Progress;
import io.muster.engine.TableFormat;
import io.muster.engine.TableTarget;
import io.muster.model.MusterException;
import io.muster.server.export.file.Room;
import io.muster.server.export.form.AskedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Takes the room that exports need, told from some of their rows. Thread-safe. */
@Component
class ExportRoom {

    /** The size of all rows is told from one in so many, but from no fewer than the first and no more than the second. */
    private static final int ONE_IN = 20;

    private static final int MIN_SAMPLE = 50;
    private static final int MAX_SAMPLE = 1_000;

    /** Bytes of a value that comes from events. */
    private static final int GUESSED_BYTES = 16;

    private final AskedFiles asked;

    ExportRoom(AskedFiles asked) {
        this.asked = asked;
    }

    /**
     * Takes as much as the export may need at once while it is made, the copies that its files are made from included.
     *
     * @param room of the directory that it is made in, with nothing in it yet
     * @throws MusterException STORAGE_FULL, with the numbers, where it would not fit
     */
    void take(Room room, Export export, EngineSnapshot snapshot, ExportRows rows, Path directory) throws IOException {
        long total = rows.members().getLongCardinality();
        int sample = (int) Math.min(total, Math.clamp(total / ONE_IN, MIN_SAMPLE, MAX_SAMPLE));
        long estimate =
                sample == 0 ? 0 : Math.ceilDiv(size(room, export, snapshot, rows, directory, sample) * total, sample);
        room.take("The export of " + total + " rows", estimate);
    }

    /** What some rows from the middle take. What comes from events is guessed, for it would take as long as the whole. */
    private long size(Room room, Export export, EngineSnapshot snapshot, ExportRows rows, Path directory, int sample)
            throws IOException {
        int first = (int) ((rows.members().getLongCardinality() - sample) / 2);
        RoaringBitmap some = RoaringBitmap.bitmapOf(IntStream.range(first, first + sample)
                .map(position -> rows.members().select(position))
                .toArray());
        List<ExportColumn> columns = rows.columns().stream()
                .filter(column -> !isOfEvents(column.source()))
                .toList();
        long guessed = (long) (rows.columns().size() - columns.size()) * GUESSED_BYTES * sample;
        if (columns.isEmpty()) {
            return guessed;
        }
        Path directoryOfSample = Files.createDirectory(directory.resolve("sample"));
        return guessed
                + written(
                        room,
                        export,
                        snapshot,
                        new ExportRows(some, columns, rows.segments(), rows.entrances()),
                        directoryOfSample);
    }

    /** Of an export that has only what changed the state of all rows; how much has changed nobody knows yet. */
    private long written(Room room, Export export, EngineSnapshot snapshot, ExportRows rows, Path directory)
            throws IOException {
        boolean delta = export.options().sinceExport() != null;
        TableTarget target = new TableTarget(
                directory.resolve("table"),
                delta ? TableFormat.PARQUET : export.format().table(),
                export.options().dialect());
        EngineSnapshot.WrittenTable table = snapshot.write(rows, target, Progress.NONE, room.deadline());
        long bytes = delta
                ? Files.size(target.file())
                : asked.most(
                        table.file(),
                        table.rows(),
                        export.form(),
                        export.options().isParted(),
                        room.deadline());
        Files.deleteIfExists(target.file());
        Files.delete(directory);
        return bytes;
    }

    private static boolean isOfEvents(ExportColumn.Source source) {
        return source instanceof ExportColumn.EventFact
                || source instanceof ExportColumn.FirstSeen
                || source instanceof ExportColumn.LastSeen;
    }
}
