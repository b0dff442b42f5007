package io.muster.server.crash;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Lines that are made as they are read, so that there may be any number of them. */
final class RowStream extends InputStream {

    private final int rows;
    private final IntFunction<String> row;
    private byte[] line = {};
    private int next;
    private int made;

    /** @param row makes each line, without its end, of its number from 0 */
    RowStream(int rows, IntFunction<String> row) {
        this.rows = rows;
        this.row = row;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        int written = 0;
        while (written < length && fill()) {
            int part = Math.min(length - written, line.length - next);
            System.arraycopy(line, next, into, offset + written, part);
            next += part;
            written += part;
        }
        return written == 0 && length > 0 ? -1 : written;
    }

    /** Whether there is anything left. */
    private boolean fill() {
        if (next == line.length && made < rows) {
            line = (row.apply(made++) + "\n").getBytes(StandardCharsets.UTF_8);
            next = 0;
        }
        return next < line.length;
    }
}
