package io.muster.bench.server;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Counts bytes and keeps none. For one thread. */
final class CountingChannel implements WritableByteChannel {

    private long count;

    long count() {
        return count;
    }

    @Override
    public int write(ByteBuffer bytes) {
        int written = bytes.remaining();
        bytes.position(bytes.limit());
        count += written;
        return written;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
