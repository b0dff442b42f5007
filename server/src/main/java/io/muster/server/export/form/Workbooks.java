package io.muster.server.export.form;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import io.muster.engine.TableFile;
import io.muster.engine.TableFiles;
import io.muster.engine.TableReader;
import io.muster.model.MusterException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Makes workbooks of tables. */
final class Workbooks {

    private static final int BUFFER = 1 << 16;

    private Workbooks() {}

    /**
     * Writes a workbook from start to end.
     *
     * @param rows how many the table has
     * @throws MusterException TOO_LARGE where a text is longer than a cell can be, mostly before anything is written
     */
    static void write(
            TableFiles files,
            TableFile table,
            boolean guarded,
            long rows,
            Path workbook,
            Progress progress,
            Deadline deadline)
            throws IOException {
        List<Long> longest = files.longestTexts(table, deadline);
        for (int i = 0; i < longest.size(); i++) {
            XlsxWriter.checkLength(table.columns().get(i).name(), longest.get(i));
        }
        try (TableReader reader = files.read(table);
                OutputStream out = new BufferedOutputStream(
                        Files.newOutputStream(workbook, StandardOpenOption.CREATE_NEW), BUFFER)) {
            new XlsxWriter(guarded, progress, deadline).write(reader, out, longest, rows);
        }
    }
}
