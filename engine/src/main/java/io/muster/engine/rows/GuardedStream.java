package io.muster.engine.rows;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Tells broken data from its place, and stops data that grows beyond reason when decompressed. */
final class GuardedStream extends InputStream {

    private static final long HARMLESS = 64L << 20;

    /** Events shrink to a thirtieth, the emptiest wide tables to a 220th by gzip, which cannot reach more than 1,032. */
    private static final long RATIO = 300;

    private final InputStream plain;
    private final String encoding;
    private final LongSupplier taken;
    private final LongSupplier place;
    private long given;

    /**
     * @param taken compressed bytes read so far
     * @param place compressed bytes used so far
     */
    GuardedStream(InputStream plain, String encoding, LongSupplier taken, LongSupplier place) {
        this.plain = plain;
        this.encoding = encoding;
        this.taken = taken;
        this.place = place;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int read;
        try {
            read = plain.read(target, offset, length);
        } catch (IOException e) {
            throw new MusterException(
                    ErrorCode.INVALID_ENCODING,
                    "The " + encoding + " data is broken or cut short at byte " + place.getAsLong() + ": "
                            + e.getMessage() + ". Compress and send it anew.",
                    e);
        }
        given += Math.max(read, 0);
        if (given > HARMLESS && given / RATIO > taken.getAsLong()) {
            throw new MusterException(
                    ErrorCode.TOO_LARGE,
                    "The " + encoding + " data becomes more than " + RATIO + " times as large when decompressed ("
                            + given + " bytes from " + taken.getAsLong() + "); send it with less compression.");
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
