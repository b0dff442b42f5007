package io.muster.server.export.form;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes one gzip member (RFC 1952) whose blocks are deflated on several threads. Blocks are cut at fixed places and
 * compressed on their own, so the same bytes in give the same bytes out. For one thread; the pool may be shared.
 */
final class ParallelGzip extends OutputStream {

    private static final int BLOCK = 1 << 20;
    private static final int LEVEL = 1;
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 255};

    private final OutputStream out;
    private final ExecutorService pool;
    private final int ahead;
    private final CRC32 crc = new CRC32();
    private final Queue<Future<byte[]>> blocks = new ArrayDeque<>();
    private byte[] block = new byte[BLOCK];
    private int filled;
    private long total;
    private boolean closed;

    /**
     * Starts a gzip member.
     *
     * @param ahead how many blocks of 1 MiB may be under way at once
     */
    ParallelGzip(OutputStream out, ExecutorService pool, int ahead) throws IOException {
        this.out = out;
        this.pool = pool;
        this.ahead = ahead;
        out.write(HEADER);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        crc.update(bytes, offset, length);
        total += length;
        int done = 0;
        while (done < length) {
            int part = Math.min(BLOCK - filled, length - done);
            System.arraycopy(bytes, offset + done, block, filled, part);
            filled += part;
            done += part;
            if (filled == BLOCK) {
                submit();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            submit();
            while (!blocks.isEmpty()) {
                writeOldest();
            }
            out.write(new byte[] {3, 0});
            out.write(littleEndian(crc.getValue()));
            out.write(littleEndian(total));
        }
    }

    private void submit() throws IOException {
        if (filled == 0) {
            return;
        }
        byte[] full = block;
        int length = filled;
        blocks.add(pool.submit(() -> deflate(full, length)));
        block = new byte[BLOCK];
        filled = 0;
        while (blocks.size() > ahead) {
            writeOldest();
        }
    }

    private void writeOldest() throws IOException {
        try {
            out.write(blocks.remove().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("stopped while compressing").initCause(e);
        } catch (ExecutionException e) {
            throw new IOException("compressing failed", e.getCause());
        }
    }

    /** A run of whole deflate blocks that ends at a byte boundary and is not the last. */
    private static byte[] deflate(byte[] bytes, int length) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            deflater.setInput(bytes, 0, length);
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(length / 2);
            byte[] buffer = new byte[1 << 16];
            int written;
            do {
                written = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
                compressed.write(buffer, 0, written);
            } while (written == buffer.length);
            return compressed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] littleEndian(long value) {
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
        }
        return bytes;
    }
}
