package io.muster.engine.rows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Splits bytes at line feeds, in place: a line is a range of {@link #buffer()} until the next call of {@link #next()}.
 * Holds one line of up to {@link RowLimits#LENGTH} bytes; longer ones are skipped and told by {@link #isTooLong()}. A
 * byte order mark and carriage returns before line feeds are left out.
 */
final class LineReader implements AutoCloseable {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_FEEDS = '\n' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    /** The longest line with byte order mark, carriage return and line feed, and one byte that makes it too long. */
    private static final int LARGEST = RowLimits.LENGTH + 6;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int limit;
    private int next;
    private int start;
    private int end;
    private int scanned;
    private long number;
    private long seen;
    private long backslashes;
    private boolean tooLong;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end. */
    boolean next() {
        start = next;
        seen = 0;
        backslashes = 0;
        tooLong = false;
        int feed = find(start);
        while (feed < 0) {
            scanned = limit - start;
            if (!fill()) {
                return last();
            }
            feed = find(start + scanned);
        }
        next = feed + 1;
        return line(feed);
    }

    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Counted from 1. */
    long number() {
        return number;
    }

    boolean isTooLong() {
        return tooLong;
    }

    /** False only where every byte of the line is ASCII. */
    boolean mayHaveOther() {
        return (seen & HIGH_BITS) != 0;
    }

    /** False only where the line has no backslash. */
    boolean mayHaveEscapes() {
        return backslashes != 0;
    }

    boolean isBlank() {
        if (tooLong) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Refuses a line that is too long or no UTF-8. */
    void check() throws RowRefused {
        if (tooLong) {
            throw new RowRefused(
                    RowError.ROW_TOO_LONG,
                    "The line has more than " + RowLimits.LENGTH + " bytes; send smaller rows, one on each line.");
        }
        if (mayHaveOther() && !Utf8.isValid(buffer, start, end)) {
            throw new RowRefused(RowError.ROW_INVALID_UTF8, "The line is not valid UTF-8; encode the file as UTF-8.");
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

    /** The next line feed at or after this place, or −1; also notes which kinds of bytes there are. */
    private int find(int from) {
        int at = from;
        for (; at + Long.BYTES <= limit; at += Long.BYTES) {
            long word = (long) LONGS.get(buffer, at);
            seen |= word;
            backslashes |= zeroBytes(word ^ BACKSLASHES);
            long feeds = zeroBytes(word ^ LINE_FEEDS);
            if (feeds != 0) {
                return at + (Long.numberOfTrailingZeros(feeds) >>> 3);
            }
        }
        for (; at < limit; at++) {
            seen |= buffer[at];
            backslashes |= buffer[at] == '\\' ? 1 : 0;
            if (buffer[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    /** The high bit of each byte that is zero; above the lowest such byte there may be false ones. */
    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }

    /** Reads more behind the line's beginning; false at the end of the source. */
    private boolean fill() {
        if (limit - start == LARGEST) {
            // What is read so far of this line is dropped; its length stays above the limit for good.
            tooLong = true;
            limit = start;
            scanned = 0;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            start = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(LARGEST, buffer.length * 2));
        }
        try {
            int count = in.read(buffer, limit, buffer.length - limit);
            limit += Math.max(count, 0);
            return count >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean last() {
        next = limit;
        return (limit > start || tooLong) && line(limit);
    }

    private boolean line(int feed) {
        end = feed > start && buffer[feed - 1] == '\r' ? feed - 1 : feed;
        number++;
        if (number == 1 && end - start >= 3 && isByteOrderMark()) {
            start += 3;
        }
        tooLong |= end - start > RowLimits.LENGTH;
        return true;
    }

    private boolean isByteOrderMark() {
        return buffer[start] == (byte) 0xEF && buffer[start + 1] == (byte) 0xBB && buffer[start + 2] == (byte) 0xBF;
    }
}
