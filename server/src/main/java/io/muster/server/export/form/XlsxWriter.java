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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table as an Excel workbook in constant memory: as many sheets as its rows need, the header on each. Numbers
 * that Excel would round are written as text. Texts stand in their cells: a table of all that differ would have to be kept
 * until the end. The same rows are always the same bytes.
 */
final class XlsxWriter {

    /** Rows that a sheet can have, the header included. */
    static final int SHEET_ROWS = 1_048_576;

    /** Characters that a cell can have. */
    static final int CELL_CHARACTERS = 32_767;

    private static final long EXACT = 1L << 53;
    private static final int CHECK_ROWS = 1_000;
    private static final int CHUNK = 1 << 16;

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
     * @param longest characters of the longest text in each column
     * @param expected how many rows there are
     * @throws MusterException TOO_LARGE where a text is longer than a cell can be; INTERNAL where there are more rows or fewer
     */
    void write(TableReader rows, OutputStream out, List<Long> longest, long expected) throws IOException {
        List<String> columns = rows.columns();
        SheetXml xml = new SheetXml(
                IntStream.range(0, columns.size()).mapToObj(SheetXml::letters).toList());
        List<Integer> widths = IntStream.range(0, columns.size())
                .mapToObj(i -> (int) Math.max(columns.get(i).length(), longest.get(i)))
                .toList();
        int sheets = (int) Math.max(1, Math.ceilDiv(expected, SHEET_ROWS - 1L));
        WorkbookPackage workbook = new WorkbookPackage(out);
        workbook.begin(sheets);
        long written = 0;
        for (int sheet = 1; sheet <= sheets; sheet++) {
            workbook.beginSheet(sheet);
            xml.begin(widths);
            header(xml, columns);
            for (int row = 1; row < SHEET_ROWS && rows.next(); row++) {
                cells(xml, rows);
                if (xml.length() >= CHUNK) {
                    workbook.write(xml.take());
                }
                if (++written % CHECK_ROWS == 0) {
                    progress.report(written, expected);
                    deadline.check();
                }
            }
            xml.end();
            workbook.write(xml.take());
            workbook.endSheet();
        }
        Proofs.require("written to sheets", expected, rows.next() ? expected + 1 : written);
        // Only now: finished after a failure, what there is would be a whole workbook of fewer rows.
        workbook.finish();
        progress.report(written, expected);
    }

    private void header(SheetXml xml, List<String> columns) {
        xml.beginRow();
        for (int column = 0; column < columns.size(); column++) {
            xml.text(column, text(columns.get(column), columns.get(column)));
        }
        xml.endRow();
    }

    private void cells(SheetXml xml, TableReader rows) {
        xml.beginRow();
        for (int column = 0; column < rows.columns().size(); column++) {
            cell(xml, column, rows.columns().get(column), rows.value(column));
        }
        xml.endRow();
    }

    private void cell(SheetXml xml, int column, String name, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Boolean bool -> xml.bool(column, bool);
            case Long number when number >= -EXACT && number <= EXACT -> xml.number(column, number);
            case Double number when Double.isFinite(number) -> xml.number(column, number);
            case BigDecimal number when number.precision() <= 15 -> xml.number(column, number);
            default -> xml.text(column, text(name, value.toString()));
        }
    }

    private String text(String column, String text) {
        String safe = guarded ? FormulaGuard.guard(text) : text;
        checkLength(column, safe.length());
        return safe;
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
