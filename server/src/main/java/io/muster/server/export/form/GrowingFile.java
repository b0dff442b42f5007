package io.muster.server.export.form;

import io.muster.model.MusterException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
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

    private final boolean inOrder;
    private Path path;
    private boolean complete;
    private @Nullable Throwable failure;

    /**
     * A file that is about to be written.
     *
     * @param path may not exist yet
     * @param inOrder whether its bytes are written one after the other. The engine's are not: several threads write where their
     *     rows belong, and what is between them reads as zeros until it is there
     */
    GrowingFile(Path path, boolean inOrder) {
        this.path = path;
        this.inOrder = inOrder;
    }

    /** Says that it is all there, under that name. */
    synchronized void complete(Path name) {
        path = name;
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
        while (!isComplete() && size() == 0) {
            pause();
        }
    }

    /** The bytes from the start to the end that is still to come. */
    InputStream open() throws IOException {
        while (true) {
            awaitStart();
            boolean last = isComplete();
            try {
                return new Tail(FileChannel.open(path()));
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

        private Tail(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (true) {
                boolean last = isComplete();
                long position = channel.position();
                int read = channel.read(ByteBuffer.wrap(bytes, offset, length));
                int sure = last || inOrder ? read : beforeZero(bytes, offset, read);
                if (sure > 0) {
                    channel.position(position + sure);
                    return sure;
                }
                if (last) {
                    return -1;
                }
                channel.position(position);
                pause();
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
