package io.muster.server.export;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot.WrittenRows;
import io.muster.engine.ExportColumn;
import io.muster.engine.Progress;
import io.muster.engine.SegmentEngine;
import io.muster.engine.SnapshotFiles;
import io.muster.engine.TableReader;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.segment.Evaluations.Evaluation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Makes an export's file: a snapshot of the members at one data version, that snapshot in the format asked for, packed
 * if asked. Thread-safe.
 */
@Component
class ExportWriter {

    private final SegmentEngine engine;
    private final Packing packing;

    ExportWriter(SegmentEngine engine, Packing packing) {
        this.engine = engine;
        this.packing = packing;
    }

    /**
     * Writes the file.
     *
     * @param file does not exist yet; its directory does
     * @return the rows that are in it
     * @throws MusterException INTERNAL where the numbers of rows do not agree
     */
    WrittenRows write(
            Export export,
            Evaluation evaluation,
            RoaringBitmap members,
            Path file,
            Progress progress,
            Deadline deadline)
            throws IOException {
        List<ExportColumn> columns = export.columns().stream()
                .map(column -> new ExportColumn(column.name(), ColumnSources.parse(column.source())))
                .toList();
        long expected = members.getLongCardinality();
        Path snapshot = file.resolveSibling("snapshot.parquet");
        WrittenRows rows = evaluation.snapshot().write(members, columns, snapshot, progress, deadline);
        if (rows.rows() != expected || rows.distinct() != expected) {
            throw new MusterException(
                    ErrorCode.INTERNAL,
                    "The export disagrees with itself: " + expected + " rows expected, " + rows.rows() + " written, "
                            + rows.distinct() + " of them distinct.");
        }
        Path plain = export.compression() == Compression.NONE ? file : file.resolveSibling("plain");
        convert(export.format(), snapshot, plain, expected, progress, deadline);
        if (export.compression() != Compression.NONE) {
            packing.pack(export.compression(), plain, file, deadline);
            Files.delete(plain);
        }
        ExportFiles.sync(file);
        return rows;
    }

    private void convert(
            ExportFormat format, Path snapshot, Path file, long rows, Progress progress, Deadline deadline)
            throws IOException {
        SnapshotFiles files = engine.files();
        switch (format) {
            case PARQUET -> Files.move(snapshot, file);
            case CSV -> files.toCsv(snapshot, file, progress, deadline);
            case NDJSON -> files.toNdjson(snapshot, file, progress, deadline);
            case XLSX -> toXlsx(snapshot, file, rows, progress, deadline);
        }
        Files.deleteIfExists(snapshot);
    }

    private void toXlsx(Path snapshot, Path file, long rows, Progress progress, Deadline deadline)
            throws IOException {
        try (TableReader table = engine.files().open(snapshot);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            long written = XlsxWriter.write(table, out, rows, progress, deadline);
            if (written != rows) {
                throw new MusterException(
                        ErrorCode.INTERNAL,
                        "The export disagrees with itself: " + rows + " rows expected, " + written + " written.");
            }
        }
    }
}
