package io.muster.demo;

import io.muster.client.MusterJson;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectWriter;

/** Rows as a stream of NDJSON, written as it is read, so that only one row is ever in memory. */
final class RowStream extends InputStream {
    private static final ObjectWriter WRITER = MusterJson.mapper().writer();

    private final Stream<?> source;
    private final Iterator<?> rows;
    private byte[] line = {};
    private int position;
    private long count;

    RowStream(Stream<?> source) {
        this.source = source;
        this.rows = source.iterator();
    }

    /** How many rows have been written. */
    long count() {
        return count;
    }

    @Override
    public int read() {
        return hasMore() ? line[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int done = 0;
        while (done < length && hasMore()) {
            int part = Math.min(length - done, line.length - position);
            System.arraycopy(line, position, buffer, offset + done, part);
            position += part;
            done += part;
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    private boolean hasMore() {
        if (position == line.length && rows.hasNext()) {
            byte[] json = WRITER.writeValueAsBytes(rows.next());
            line = Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            position = 0;
            count++;
        }
        return position < line.length;
    }

    @Override
    public void close() {
        source.close();
    }
}
