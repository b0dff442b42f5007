package io.muster.engine.rows;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads CSV (RFC 4180, UTF-8) whose first row names the columns. Each other row is a profile or an event; an empty
 * value is absent, except that {@code ""} in a column of texts is the empty text. A file whose types are not all given
 * is read twice. For one thread.
 */
public final class CsvReader implements RowReader {

    private final CsvRecords records;
    private final ColumnMapping mapping;
    private final List<ColumnType> types;
    private final ColumnRow row;
    private final RejectedRows rejected;

    private CsvReader(
            CsvRecords records, ColumnMapping mapping, List<ColumnType> types, ColumnRow row, RejectedRows rejected) {
        this.records = records;
        this.mapping = mapping;
        this.types = types;
        this.row = row;
        this.rejected = rejected;
    }

    /**
     * Opens a file, which must not change while it is read.
     *
     * @throws MusterException INVALID_CSV where it has no readable first row, INVALID_MAPPING, INVALID_REQUEST
     */
    public static CsvReader open(Path file, RowKind kind, ReadOptions options, RejectedRows rejected) {
        ColumnRow row = new ColumnRow(kind, options);
        ColumnMapping mapping;
        List<ColumnType> types;
        try (CsvRecords first = records(file, options)) {
            mapping = new ColumnMapping(header(first), kind, options);
            types = CsvTypes.find(mapping, first);
        }
        CsvRecords records = records(file, options);
        records.next();
        return new CsvReader(records, mapping, types, row, rejected);
    }

    @Override
    public boolean read(RowBatch batch) {
        boolean more = true;
        do {
            batch.clear();
            long bytes = 0;
            while (more && RowLimits.hasRoom(batch, bytes)) {
                more = records.next();
                if (more) {
                    bytes += records.length();
                    take(batch);
                }
            }
        } while (more && batch.size() == 0);
        return batch.size() > 0;
    }

    @Override
    public void close() {
        records.close();
    }

    private void take(RowBatch batch) {
        try {
            records.check(mapping.size());
            row.begin();
            for (int column = 0; column < types.size(); column++) {
                if (!records.isEmpty(column)) {
                    row.set(batch, mapping.target(column), types.get(column), records.text(column));
                } else if (records.isQuoted(column) && types.get(column) == ColumnType.TEXT) {
                    row.setEmpty(batch, mapping.target(column));
                }
            }
            row.end(batch);
        } catch (RowRefused e) {
            batch.takeBack();
            rejected.reject(records.line(), e.code(), e.detail());
        }
    }

    private static CsvRecords records(Path file, ReadOptions options) {
        try {
            return new CsvRecords(Files.newInputStream(file), options.delimiter(), options.missing());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> header(CsvRecords records) {
        if (!records.next()) {
            throw new MusterException(
                    ErrorCode.INVALID_CSV, "The file is empty; its first row has to name the columns.");
        }
        if (records.count() > RowLimits.FIELDS
                || records.isTooLong()
                || records.brokenField() > 0
                || !records.isUtf8()) {
            throw new MusterException(
                    ErrorCode.INVALID_CSV,
                    "The first row does not name columns; it has to be at most " + RowLimits.FIELDS
                            + " names in UTF-8, with quotes inside of quoted names written twice.");
        }
        List<String> names = new ArrayList<>();
        for (int column = 0; column < records.count(); column++) {
            names.add(records.text(column));
        }
        return names;
    }
}
