package io.muster.engine.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits bytes into the records of RFC 4180, one at a time, in constant memory. Of our own because a bad record must
 * not end the file: after a broken quote the next line is read as the next record, and a record that is too long is
 * skipped. Lines may end with LF, CRLF or CR; blank ones are no records. For one thread.
 */
final class CsvRecords implements AutoCloseable {

    private static final int END = -1;

    /** Fields that are kept of a record; more are only counted. */
    private static final int KEPT = RowLimits.FIELDS + 1;

    private final InputStream in;
    private final int delimiter;
    private final byte[] missing;
    private final byte[] buffer = new byte[1 << 16];
    private final int[] ends = new int[KEPT];
    private final boolean[] quoted = new boolean[KEPT];
    private byte[] bytes = new byte[1 << 12];
    private int at;
    private int limit;
    private int length;
    private int count;
    private int broken;
    private int seen;
    private long line = 1;
    private long recordLine;

    /** @param missing an unquoted value that is read as an empty one */
    CsvRecords(InputStream in, char delimiter, @Nullable String missing) {
        this.in = in;
        this.delimiter = delimiter;
        this.missing = missing == null ? new byte[0] : missing.getBytes(UTF_8);
        if (fill() && limit >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            at = 3;
        }
    }

    /**
     * Moves to the next record; false at the end.
     *
     * @throws MusterException INVALID_CSV where a quote is never closed, for nobody can tell where the record ends
     */
    boolean next() {
        do {
            length = 0;
            count = 0;
            broken = 0;
            seen = 0;
            recordLine = line;
            if (peek() == END) {
                return false;
            }
            record();
        } while (count == 1 && length == 0 && !quoted[0]);
        return true;
    }

    /** The line on which the record begins, counted from 1. */
    long line() {
        return recordLine;
    }

    int count() {
        return count;
    }

    /** Bytes of the record's values. */
    int length() {
        return length;
    }

    boolean isTooLong() {
        return length > RowLimits.LENGTH;
    }

    /** The field, counted from 1, whose closing quote is followed by something else than its end; 0 where none is. */
    int brokenField() {
        return broken;
    }

    boolean isUtf8() {
        for (int field = 0; seen < 0 && field < count; field++) {
            if (!Utf8.isValid(bytes, start(field), ends[field])) {
                return false;
            }
        }
        return true;
    }

    boolean isEmpty(int field) {
        return start(field) == ends[field];
    }

    boolean isQuoted(int field) {
        return quoted[field];
    }

    String text(int field) {
        int start = start(field);
        return new String(bytes, start, ends[field] - start, UTF_8);
    }

    /** Refuses a record that is broken or has another number of fields. */
    void check(int fields) throws RowRefused {
        if (isTooLong()) {
            throw new RowRefused(
                    RowError.ROW_TOO_LONG,
                    "The row has more than " + RowLimits.LENGTH + " bytes; shorten it, or close its quotes.");
        }
        if (brokenField() > 0) {
            throw new RowRefused(
                    RowError.ROW_WRONG_COLUMNS,
                    "Column " + brokenField() + " goes on after its closing quote; write quotes inside of a "
                            + "quoted value twice.");
        }
        if (count() != fields) {
            throw new RowRefused(
                    RowError.ROW_WRONG_COLUMNS,
                    "The row has " + count() + " columns; the first row names " + fields + ".");
        }
        if (!isUtf8()) {
            throw new RowRefused(RowError.ROW_INVALID_UTF8, "The row is not valid UTF-8; encode the file as UTF-8.");
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int start(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    private void record() {
        int end;
        do {
            boolean quote = peek() == '"';
            end = quote ? quotedField() : plainField();
            if (count < KEPT) {
                if (!quote && isMissing(start(count))) {
                    length = start(count);
                }
                ends[count] = length;
                quoted[count] = quote;
            }
            count++;
        } while (end == delimiter);
        if (end != END) {
            newLine(end);
        }
    }

    private boolean isMissing(int start) {
        return length - start == missing.length
                && length <= bytes.length
                && Arrays.equals(bytes, start, length, missing, 0, missing.length);
    }

    /** Reads up to and with the byte that ends the field, and tells it. */
    private int plainField() {
        int next = take();
        while (!isEnd(next)) {
            append(next);
            next = take();
        }
        return next;
    }

    private int quotedField() {
        take();
        while (true) {
            int next = take();
            if (next == '"') {
                next = take();
                if (next != '"') {
                    return isEnd(next) ? next : skipLine(next);
                }
            } else if (next == END) {
                throw new MusterException(
                        ErrorCode.INVALID_CSV,
                        "The row in line " + recordLine
                                + " opens a quote that is not closed up to the end of the file; "
                                + "close it, and write quotes inside of values twice.");
            } else if (next == '\n' || (next == '\r' && peek() != '\n')) {
                line++;
            }
            append(next);
        }
    }

    private int skipLine(int first) {
        broken = count + 1;
        int next = first;
        while (next != '\n' && next != '\r' && next != END) {
            next = take();
        }
        return next;
    }

    private void newLine(int end) {
        if (end == '\r' && peek() == '\n') {
            take();
        }
        line++;
    }

    private boolean isEnd(int next) {
        return next == delimiter || next == '\n' || next == '\r' || next == END;
    }

    private void append(int next) {
        if (length == bytes.length && length < RowLimits.LENGTH) {
            bytes = Arrays.copyOf(bytes, Math.min(RowLimits.LENGTH, length * 2));
        }
        if (length < bytes.length) {
            bytes[length++] = (byte) next;
            seen |= (byte) next;
        } else {
            length = RowLimits.LENGTH + 1;
        }
    }

    private int take() {
        return at < limit || fill() ? buffer[at++] & 0xFF : END;
    }

    private int peek() {
        return at < limit || fill() ? buffer[at] & 0xFF : END;
    }

    private boolean fill() {
        try {
            limit = in.readNBytes(buffer, 0, buffer.length);
            at = 0;
            return limit > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
