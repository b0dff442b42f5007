package io.muster.server.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a file that is uploaded on its own.
 *
 * @param number from 1
 */
record FilePart(Path file, int number, long offset, long length) {

    /** S3 takes no more pieces of one file. */
    private static final int MAX_PARTS = 10_000;

    private static final long MIB = 1L << 20;

    /** All of a file as one piece. */
    static FilePart whole(Path file, long bytes) {
        return new FilePart(file, 1, 0, bytes);
    }

    /** Cuts a file into pieces of that size, or of whole MiB more where there would be too many. */
    static List<FilePart> cut(Path file, long bytes, long size) {
        long least = (bytes + MAX_PARTS - 1) / MAX_PARTS;
        long piece = Math.max(size, (least + MIB - 1) / MIB * MIB);
        List<FilePart> parts = new ArrayList<>();
        for (long offset = 0; offset < bytes; offset += piece) {
            parts.add(new FilePart(file, parts.size() + 1, offset, Math.min(piece, bytes - offset)));
        }
        return parts;
    }

    /** The piece's bytes, from its beginning. */
    InputStream open() {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            channel.position(offset);
            return new Piece(Channels.newInputStream(channel), length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Piece extends FilterInputStream {
        private long left;

        Piece(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int at, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.read(bytes, at, (int) Math.min(left, length));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(Math.min(left, count));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(left, super.available());
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
