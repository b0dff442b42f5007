package io.muster.server.export.form;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Counts the records of a CSV or NDJSON file as its bytes go by: line feeds, in CSV those that are not inside of quotes.
 * Eight bytes at a time while there is no quote among them. For one thread.
 */
public final class RecordCounter {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LINE_FEEDS = ONES * '\n';

    private final byte quote;
    private final long quotes;
    private long records;
    private boolean quoted;

    private RecordCounter(byte quote) {
        this.quote = quote;
        this.quotes = ONES * quote;
    }

    /** For CSV, where line feeds may stand inside of quotes. */
    public static RecordCounter csv(char quote) {
        return new RecordCounter((byte) quote);
    }

    /** For JSON, where they never do. */
    public static RecordCounter json() {
        return new RecordCounter((byte) '\n');
    }

    void add(byte[] bytes, int length) {
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            long word = (long) WORDS.get(bytes, at);
            if (quote != '\n' && zeros(word ^ quotes) != 0) {
                one(bytes, at, at + Long.BYTES);
            } else if (!quoted) {
                records += Long.bitCount(zeros(word ^ LINE_FEEDS));
            }
        }
        one(bytes, at, length);
    }

    /** Line feeds outside of quotes so far; a CSV file has one more than rows, for its header. */
    long records() {
        return records;
    }

    private void one(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                records += quoted ? 0 : 1;
            } else if (bytes[at] == quote) {
                quoted = !quoted;
            }
        }
    }

    /** Whether one of the eight bytes from there is zero. */
    static boolean hasZero(byte[] bytes, int at) {
        return zeros((long) WORDS.get(bytes, at)) != 0;
    }

    /** The highest bit of each byte that is zero, exactly. */
    private static long zeros(long word) {
        return ~(((word & ~HIGHS) + ~HIGHS) | word | ~HIGHS);
    }
}
