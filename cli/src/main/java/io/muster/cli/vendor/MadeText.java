package io.muster.cli.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Text that is made line by line while it is read. Opens nothing before the first byte is asked for. For one thread. */
final class MadeText extends InputStream {
    private static final int ENOUGH = 1 << 16;

    private final Start start;
    private @Nullable Lines lines;
    private byte[] bytes = {};
    private int at;

    MadeText(Start start) {
        this.start = start;
    }

    /** Begins to make lines. */
    @FunctionalInterface
    interface Start {
        Lines begin() throws IOException;
    }

    /** Makes lines, one after the other. */
    interface Lines extends AutoCloseable {
        /** The next, with its end; null after the last. */
        @Nullable
        String next() throws IOException;

        @Override
        void close() throws IOException;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (at == bytes.length && !make()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }

    private boolean make() throws IOException {
        Lines open = lines == null ? start.begin() : lines;
        lines = open;
        StringBuilder some = new StringBuilder();
        String line = open.next();
        while (line != null) {
            some.append(line);
            line = some.length() < ENOUGH ? open.next() : null;
        }
        bytes = some.toString().getBytes(UTF_8);
        at = 0;
        return bytes.length > 0;
    }
}
