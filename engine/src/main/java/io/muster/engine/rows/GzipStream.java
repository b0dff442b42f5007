package io.muster.engine.rows;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads gzip (RFC 1952), every member of it. The JDK's stream takes whatever it cannot read after a member for the end
 * of the data, so that a file cut between members would pass as whole.
 */
final class GzipStream extends InputStream {

    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int HEADER_CHECKSUM = 2;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private boolean inMember;
    private boolean any;

    GzipStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (length > 0) {
            if (!inMember && !beginMember()) {
                return -1;
            }
            int count = inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("it needs a dictionary");
            } else {
                need();
                inflater.setInput(buffer, at, limit - at);
            }
        }
        return 0;
    }

    /** Bytes that were read from the source but not yet used. */
    int unread() {
        return limit - at;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private int inflate(byte[] target, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        } finally {
            at = limit - inflater.getRemaining();
        }
    }

    private boolean beginMember() throws IOException {
        if (at == limit && !fill()) {
            if (!any) {
                throw new EOFException("it is empty");
            }
            return false;
        }
        if (take() != 0x1F || take() != 0x8B || take() != 8) {
            throw new ZipException(any ? "what follows the data is no gzip" : "it is no gzip");
        }
        int flags = take();
        skip(6);
        skip((flags & EXTRA) == 0 ? 0 : twoBytes());
        skipText((flags & NAME) != 0);
        skipText((flags & COMMENT) != 0);
        skip((flags & HEADER_CHECKSUM) == 0 ? 0 : 2);
        inflater.reset();
        inflater.setInput(buffer, at, limit - at);
        checksum.reset();
        any = true;
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        long expected = twoBytes() | (long) twoBytes() << 16;
        long size = twoBytes() | (long) twoBytes() << 16;
        if (expected != checksum.getValue() || size != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw new ZipException("its checksum is wrong");
        }
        inMember = false;
    }

    private int twoBytes() throws IOException {
        return take() | take() << 8;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            take();
        }
    }

    private void skipText(boolean present) throws IOException {
        boolean more = present;
        while (more) {
            more = take() != 0;
        }
    }

    private int take() throws IOException {
        need();
        return buffer[at++] & 0xFF;
    }

    private void need() throws IOException {
        if (at == limit && !fill()) {
            throw new EOFException("it is cut short");
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }
}
