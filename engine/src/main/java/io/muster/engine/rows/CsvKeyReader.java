package io.muster.engine.rows;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads keys out of CSV (RFC 4180, UTF-8) whose first row names the columns. For one thread. */
public final class CsvKeyReader implements KeyReader {

    private final CsvRecords records;
    private final RejectedRows rejected;
    private final String name;
    private final int column;
    private final int columns;
    private String key = "";

    /** @param in is closed with the reader */
    public CsvKeyReader(InputStream in, char delimiter, KeyColumn wanted, RejectedRows rejected) {
        this.records = new CsvRecords(in, delimiter, null);
        this.rejected = rejected;
        List<String> header = header(records);
        this.column = wanted.in(header);
        this.columns = header.size();
        this.name = header.get(column);
    }

    @Override
    public boolean next() {
        while (records.next()) {
            try {
                key = read();
                return true;
            } catch (RowRefused e) {
                rejected.reject(records.line(), e.code(), e.detail());
            }
        }
        return false;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public long line() {
        return records.line();
    }

    @Override
    public String column() {
        return name;
    }

    @Override
    public void close() {
        records.close();
    }

    private String read() throws RowRefused {
        records.check(columns);
        String text = records.text(column);
        if (text.isEmpty()) {
            throw RowRefused.missing(name, "give a profile's key");
        }
        return text;
    }

    private static List<String> header(CsvRecords records) {
        if (!records.next() || records.isTooLong() || records.brokenField() > 0 || !records.isUtf8()) {
            throw new MusterException(
                    ErrorCode.INVALID_CSV, "The file has no readable first row; that has to name the columns.");
        }
        List<String> names = new ArrayList<>();
        for (int field = 0; field < Math.min(records.count(), RowLimits.FIELDS); field++) {
            names.add(records.text(field));
        }
        return names;
    }
}
