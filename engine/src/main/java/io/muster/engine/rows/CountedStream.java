package io.muster.engine.rows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Counts the bytes read; failures of the source become unchecked, to tell them from broken data. */
final class CountedStream extends InputStream {

    private final InputStream in;
    private long count;

    CountedStream(InputStream in) {
        this.in = in;
    }

    long count() {
        return count;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        try {
            int read = in.read(target, offset, length);
            count += Math.max(read, 0);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
