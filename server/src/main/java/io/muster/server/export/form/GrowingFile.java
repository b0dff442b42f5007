package io.muster.server.export.form;

import io.muster.model.MusterException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written while any number read it. Readers wait for what is not there yet,
 * and fail where the writer does, so that nobody takes a part for the whole. Thread-safe.
 */
final class GrowingFile {

    private static final long POLL_MILLIS = 5;
    private static final int BUFFER = 1 << 16;

    private final Writing writing;
    private Path path;
    private boolean written;
    private boolean complete;
    private @Nullable Throwable failure;

    /**
     * A file that is about to be written.
     *
     * @param path may not exist yet
     */
    GrowingFile(Path path, Writing writing) {
        this.path = path;
        this.writing = writing;
    }

    /** How a file comes to be. */
    enum Writing {
        /** One byte after the other. */
        IN_ORDER,
        /** By several threads where their rows belong; what is between them reads as zeros until it is there. */
        TEXT_BY_PARTS,
        /** The same, with zeros of its own, so that nobody knows before its end what is there. */
        BINARY_BY_PARTS;

        /** How a file of that form is written. */
        static Writing of(Form form) {
            if (!form.isPlain() || !form.format().isTable()) {
                return IN_ORDER;
            }
            return form.format().isCompressed() ? BINARY_BY_PARTS : TEXT_BY_PARTS;
        }
    }

    /** Says that all bytes are there; whether they are good is still to be seen. */
    synchronized void written() {
        written = true;
        notifyAll();
    }

    /** Says that it is all there. */
    void complete() {
        complete(path());
    }

    /** Says that it is all there, under that name. */
    synchronized void complete(Path name) {
        path = name;
        written = true;
        complete = true;
        notifyAll();
    }

    synchronized void fail(Throwable cause) {
        failure = cause;
        notifyAll();
    }

    /**
     * Waits until the whole file is there.
     *
     * @throws MusterException what the writer failed with
     */
    Path await() throws IOException {
        while (!isComplete()) {
            pause();
        }
        return path();
    }

    /** Waits until there is something to read, or all of nothing; fails where the writer does before. */
    void awaitStart() throws IOException {
        while (!isComplete() && (size() == 0 || (writing == Writing.BINARY_BY_PARTS && !isWritten()))) {
            pause();
        }
    }

    /**
     * The bytes from the start to the end that is still to come.
     *
     * @param flush called before a read waits for more
     */
    InputStream open(OpenForm.Flush flush) throws IOException {
        while (true) {
            awaitStart();
            boolean last = isComplete();
            try {
                return new Tail(FileChannel.open(path()), flush);
            } catch (NoSuchFileException e) {
                if (last) {
                    throw e;
                }
                // It was given its last name just now, which is told in a moment.
                pause();
            }
        }
    }

    private long size() throws IOException {
        try {
            return Files.size(path());
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private synchronized Path path() {
        return path;
    }

    private synchronized boolean isWritten() {
        return written;
    }

    private synchronized boolean isComplete() throws IOException {
        switch (failure) {
            case null -> {}
            case MusterException known -> throw known;
            case Throwable other -> throw new IOException("the form could not be made", other);
        }
        return complete;
    }

    private synchronized void pause() throws IOException {
        try {
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS);
            while (!complete && failure == null && System.nanoTime() < until) {
                wait(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("stopped while waiting for a form").initCause(e);
        }
    }

    /** How many bytes there are before the first that may be none yet. */
    private static int beforeZero(byte[] bytes, int offset, int read) {
        int at = 0;
        while (at + Long.BYTES <= read && !RecordCounter.hasZero(bytes, offset + at)) {
            at += Long.BYTES;
        }
        while (at < read && bytes[offset + at] != 0) {
            at++;
        }
        return at;
    }

    /** Follows the end of the file. For one thread. */
    private final class Tail extends InputStream {
        private final FileChannel channel;
        private final OpenForm.Flush flush;
        private boolean flushed = true;

        private Tail(FileChannel channel, OpenForm.Flush flush) {
            this.channel = channel;
            this.flush = flush;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = length == 0 ? 0 : next(bytes, offset, length);
            while (read == 0 && length > 0) {
                if (!flushed) {
                    flush.flush();
                    flushed = true;
                }
                pause();
                read = next(bytes, offset, length);
            }
            flushed = flushed && read <= 0;
            return read;
        }

        /** As {@link InputStream}'s, in larger pieces. */
        @Override
        public long transferTo(OutputStream out) throws IOException {
            byte[] buffer = new byte[BUFFER];
            long bytes = 0;
            for (int read = read(buffer); read >= 0; read = read(buffer)) {
                out.write(buffer, 0, read);
                bytes += read;
            }
            return bytes;
        }

        /** What is there just now, at most that many bytes; -1 at the end. */
        private int next(byte[] bytes, int offset, int length) throws IOException {
            boolean last = isComplete();
            boolean certain = writing == Writing.IN_ORDER || isWritten();
            long position = channel.position();
            int read = channel.read(ByteBuffer.wrap(bytes, offset, length));
            int sure = certain ? read : beforeZero(bytes, offset, read);
            channel.position(position + Math.max(sure, 0));
            return last ? read : Math.max(sure, 0);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
