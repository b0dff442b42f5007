package io.muster.server.export;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EngineSnapshot.WrittenRows;
import io.muster.engine.ExportColumn;
import io.muster.engine.Progress;
import io.muster.engine.SegmentEngine;
import io.muster.engine.TableFormat;
import io.muster.engine.TableReader;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Makes an export's file from one snapshot of the engine: the members at one data version, in the format asked for,
 * packed if asked. What is in the file is counted again from its own bytes. Thread-safe.
 */
@Component
class ExportWriter {

    private final SegmentEngine engine;
    private final Packing packing;

    ExportWriter(SegmentEngine engine, Packing packing) {
        this.engine = engine;
        this.packing = packing;
    }

    /** What was made. */
    record Made(WrittenRows rows, FileProof proof) {}

    /**
     * Writes the file.
     *
     * @param file does not exist yet; its directory does
     * @throws MusterException INTERNAL where the numbers of rows do not agree
     */
    Made write(
            Export export,
            EngineSnapshot snapshot,
            RoaringBitmap members,
            Path file,
            Progress progress,
            Deadline deadline)
            throws IOException {
        List<ExportColumn> columns = export.columns().stream()
                .map(column -> new ExportColumn(column.name(), ColumnSources.parse(column.source())))
                .toList();
        long expected = members.getLongCardinality();
        boolean plain = export.compression() == Compression.NONE && export.format() != ExportFormat.XLSX;
        Path table = plain ? file : file.resolveSibling("table");
        WrittenRows rows = snapshot.write(members, columns, tableFormat(export.format()), table, progress, deadline);
        require("written", expected, rows.rows());
        require("distinct", expected, rows.distinct());
        FileProof proof = finish(export, table, file, expected, progress, deadline);
        if (!plain) {
            Files.delete(table);
        }
        return new Made(rows, proof);
    }

    private FileProof finish(
            Export export, Path table, Path file, long rows, Progress progress, Deadline deadline)
            throws IOException {
        return switch (export.format()) {
            case PARQUET -> prove(file, deadline);
            case XLSX -> {
                toXlsx(table, file, rows, progress, deadline);
                yield prove(file, deadline);
            }
            case CSV -> lines(export, table, file, new RecordCounter(true), rows + 1, deadline);
            case NDJSON -> lines(export, table, file, new RecordCounter(false), rows, deadline);
        };
    }

    private FileProof lines(
            Export export, Path table, Path file, RecordCounter counter, long records, Deadline deadline)
            throws IOException {
        if (export.compression() != Compression.NONE) {
            packing.pack(export.compression(), table, file, deadline);
        }
        FileProof proof = prove(file, deadline, () -> FileProof.read(table, counter::add, deadline));
        require("records in the file", records, counter.records());
        return proof;
    }

    private FileProof prove(Path file, Deadline deadline) throws IOException {
        return prove(file, deadline, () -> 0L);
    }

    /** Takes the checksum, does the other work and brings the file to the disk, all at the same time. */
    private FileProof prove(Path file, Deadline deadline, Callable<Long> other) throws IOException {
        return packing.together(
                () -> FileProof.of(file, deadline), other, () -> {
                    ExportFiles.sync(file);
                    return 0L;
                });
    }

    private void toXlsx(Path table, Path file, long rows, Progress progress, Deadline deadline) throws IOException {
        try (TableReader reader = engine.readParquet(table);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            require("written to sheets", rows, XlsxWriter.write(reader, out, rows, progress, deadline));
        }
    }

    private static TableFormat tableFormat(ExportFormat format) {
        return switch (format) {
            case CSV -> TableFormat.CSV;
            case NDJSON -> TableFormat.NDJSON;
            case PARQUET, XLSX -> TableFormat.PARQUET;
        };
    }

    private static void require(String what, long expected, long found) {
        if (expected != found) {
            throw new MusterException(
                    ErrorCode.INTERNAL,
                    "The export disagrees with itself: " + expected + " expected, " + found + " " + what + ".");
        }
    }
}
