package io.muster.bench.server;

import java.io.OutputStream;

/** Counts bytes and keeps none. For one thread. */
final class CountingStream extends OutputStream {

    private long count;

    long count() {
        return count;
    }

    @Override
    public void write(int b) {
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        count += length;
    }
}
