package io.muster.server.export.form;

import io.muster.engine.Deadline;
import io.muster.engine.FormulaGuard;
import io.muster.engine.Progress;
import io.muster.engine.TableReader;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table as an Excel workbook in constant memory: as many sheets as its rows need, the header on each. Numbers
 * that Excel would round are written as text. Texts stand in their cells: a table of all that differ would have to be kept
 * until the end.
 */
final class XlsxWriter {

    /** Rows that a sheet can have, the header included. */
    static final int SHEET_ROWS = 1_048_576;

    /** Characters that a cell can have. */
    static final int CELL_CHARACTERS = 32_767;

    private static final long EXACT = 1L << 53;
    private static final int FLUSH_ROWS = 1_000;

    private final boolean guarded;
    private final Progress progress;
    private final Deadline deadline;

    /** @param guarded whether texts that look like formulas are written so that nothing takes them for one */
    XlsxWriter(boolean guarded, Progress progress, Deadline deadline) {
        this.guarded = guarded;
        this.progress = progress;
        this.deadline = deadline;
    }

    /**
     * Writes all rows that the reader has left.
     *
     * @return how many
     * @throws MusterException TOO_LARGE where a text is longer than a cell can be
     */
    long write(TableReader rows, OutputStream out, long expected) throws IOException {
        long written = 0;
        Workbook workbook = new Workbook(out, "Muster", "1.0");
        workbook.setCompressionLevel(1);
        boolean more = rows.next();
        int sheet = 0;
        do {
            Worksheet worksheet = workbook.newWorksheet("Members" + (sheet == 0 ? "" : " " + (sheet + 1)));
            header(worksheet, rows.columns());
            int row = 1;
            for (; more && row < SHEET_ROWS; row++) {
                cells(worksheet, row, rows);
                if (++written % FLUSH_ROWS == 0) {
                    worksheet.flush();
                    progress.report(written, expected);
                    deadline.check();
                }
                more = rows.next();
            }
            worksheet.finish();
            sheet++;
        } while (more);
        // Only now: closed after a failure, what there is would be a whole workbook of fewer rows.
        workbook.close();
        progress.report(written, expected);
        return written;
    }

    private void header(Worksheet worksheet, List<String> columns) {
        for (int column = 0; column < columns.size(); column++) {
            worksheet.inlineString(0, column, text(columns.get(column), columns.get(column)));
        }
        worksheet.freezePane(0, 1);
    }

    private void cells(Worksheet worksheet, int row, TableReader rows) {
        for (int column = 0; column < rows.columns().size(); column++) {
            cell(worksheet, row, column, rows.columns().get(column), rows.value(column));
        }
    }

    private void cell(Worksheet worksheet, int row, int column, String name, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Boolean bool -> worksheet.value(row, column, bool);
            case Long number when number >= -EXACT && number <= EXACT -> worksheet.value(row, column, number);
            case Double number when Double.isFinite(number) -> worksheet.value(row, column, number);
            case BigDecimal number when number.precision() <= 15 -> worksheet.value(row, column, number);
            default -> worksheet.inlineString(row, column, text(name, value.toString()));
        }
    }

    private String text(String column, String text) {
        String safe = guarded ? FormulaGuard.guard(text) : text;
        checkLength(column, safe.length());
        return XlsxText.escape(safe);
    }

    /**
     * Refuses a text that no cell can hold.
     *
     * @throws MusterException TOO_LARGE
     */
    static void checkLength(String column, long characters) {
        if (characters > CELL_CHARACTERS) {
            throw new MusterException(
                    ErrorCode.TOO_LARGE,
                    "Column \"" + column + "\" has a text of " + characters + " characters; an XLSX cell holds "
                            + CELL_CHARACTERS + ". Leave the column out, or ask for csv, ndjson, json or parquet.");
        }
    }
}
