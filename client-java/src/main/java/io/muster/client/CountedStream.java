package io.muster.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream that tells how much of it was read, and remembers why it could not be read further. */
final class CountedStream extends FilterInputStream {
    private final long total;
    private final Progress progress;
    private volatile boolean begun;
    private volatile long count;
    private volatile @Nullable IOException failure;

    CountedStream(InputStream in, long total, Progress progress) {
        super(in);
        this.total = total;
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        begun = true;
        try {
            int read = in.read(buffer, offset, length);
            if (read > 0) {
                advance(read);
            }
            return read;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    // Only the one thread that reads comes here; others only look.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void advance(int read) {
        count += read;
        progress.advanced(count, total);
    }

    /** Whether anyone has asked for any of it. */
    boolean begun() {
        return begun;
    }

    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }
}
