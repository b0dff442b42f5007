package io.muster.server.export.form;

import io.muster.engine.CsvDialect;
import io.muster.engine.TableFile;
import io.muster.engine.TableFormat;
import io.muster.server.export.file.KeptFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A finished export, as forms are made from it: its one fixed result, in the form that was asked for.
 *
 * @param directory where its files lie, and its forms'
 * @param parts the files that were asked for, one after the other
 * @param tag of the asked file: its SHA-256
 * @param dialect of its CSV files; of its workbooks only whether they are guarded
 * @param rows how many there are
 */
public record FormSource(
        String export,
        Path directory,
        Form asked,
        List<KeptFile> parts,
        String tag,
        CsvDialect dialect,
        List<TableFile.Column> columns,
        long rows) {

    public FormSource {
        parts = List.copyOf(parts);
        columns = List.copyOf(columns);
    }

    /** Whether the form is there as the export was made. */
    boolean has(Form form) {
        return form.equals(asked) && parts.size() == 1;
    }

    /** Guesses how large the form will be: what is packed grows to some four times its size, and text shrinks to half. */
    long guess(Form form) throws IOException {
        long bytes = 0;
        for (KeptFile part : parts) {
            bytes += part.bytes();
        }
        boolean wasDense = isDense(asked);
        boolean isDense = isDense(form);
        return wasDense == isDense ? bytes : isDense ? bytes / 2 : 4 * bytes;
    }

    private static boolean isDense(Form form) {
        return !form.isPlain() || form.format().isCompressed();
    }

    /** The files that were asked for, as the engine reads them, and on this server's disk. */
    public TableFile table() throws IOException {
        List<Path> files = new ArrayList<>();
        for (KeptFile part : parts) {
            files.add(part.local());
        }
        return new TableFile(files, asked.format().table(), dialect, columns);
    }

    /** A Parquet file of the same rows. */
    TableFile table(Path parquet) {
        return new TableFile(List.of(parquet), TableFormat.PARQUET, dialect, columns);
    }

    /** Counts the line feeds of a file of that form that are outside of quotes. */
    RecordCounter counter(ExportFormat format) {
        return format == ExportFormat.CSV ? RecordCounter.csv(dialect.quote()) : RecordCounter.json();
    }

    /** How many line feeds outside of quotes a file of that form has to have. */
    long records(ExportFormat format) {
        return records(format, dialect, rows);
    }

    static long records(ExportFormat format, CsvDialect dialect, long rows) {
        return switch (format) {
            case CSV -> rows + (dialect.header() ? 1 : 0);
            case NDJSON -> rows;
            case JSON -> rows == 0 ? 3 : rows + 2;
            case PARQUET, XLSX -> throw new IllegalArgumentException(format + " has no lines");
        };
    }
}
