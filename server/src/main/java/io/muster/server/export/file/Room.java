package io.muster.server.export.file;

import io.muster.engine.Deadline;
import io.muster.model.MusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is promised to files that are being made; see {@link FileRoom#open}. Close it when the catalogue knows them or they
 * are gone. Thread-safe.
 */
public final class Room implements AutoCloseable {

    private static final long POLL_MILLIS = 100;

    /** Files that are larger than they were thought to be are promised that part of what they have, at once. */
    private static final int STEP = 8;

    private final FileRoom all;
    private final Path place;
    private final Deadline deadline = Deadline.none();
    private final Deadline.Registration parent;
    private volatile String subject = "The file";
    private long promised;
    private boolean closed;
    private @Nullable MusterException full;

    Room(FileRoom all, Path place, Deadline work) {
        this.all = all;
        this.place = place;
        this.parent = work.onEnd(deadline::cancel);
        Thread.ofVirtual().name("room-" + place.getFileName()).start(this::watch);
    }

    /** Work that writes files. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /** Ends with the work, and when there is no more room for its files. */
    public Deadline deadline() {
        return deadline;
    }

    /** Ends the work. */
    public void cancel() {
        deadline.cancel();
    }

    /**
     * Takes room before anything is written.
     *
     * @param files what they are, as the message begins if there is no room
     * @throws MusterException STORAGE_FULL, with the numbers, where there is not that much
     */
    public void take(String files, long bytes) {
        subject = files;
        all.promise(this, bytes, 0, files);
    }

    /**
     * Does the work, and sees to it that what it has written is within what is promised.
     *
     * @throws MusterException STORAGE_FULL where it has outgrown that; else what the work throws
     */
    public <T> T run(Work<T> work) throws IOException {
        try {
            T done = work.run();
            check();
            throwIfFull(null);
            return done;
        } catch (RuntimeException | IOException e) {
            throwIfFull(e);
            throw e;
        }
    }

    private synchronized void throwIfFull(@Nullable Exception why) {
        if (full != null && full != why) {
            if (why != null) {
                full.addSuppressed(why);
            }
            throw full;
        }
    }

    private void watch() {
        while (pause()) {
            check();
        }
    }

    private synchronized boolean pause() {
        try {
            if (!closed) {
                TimeUnit.MILLISECONDS.timedWait(this, POLL_MILLIS);
            }
            return !closed && full == null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void check() {
        long written = written();
        long over = written - promised();
        if (over <= 0 || grow(over + written / STEP, written)) {
            return;
        }
        try {
            all.promise(this, over, written, subject);
        } catch (MusterException e) {
            synchronized (this) {
                full = e;
            }
            deadline.cancel();
        }
    }

    private boolean grow(long more, long written) {
        try {
            all.promise(this, more, written, subject);
            return true;
        } catch (MusterException e) {
            return false;
        }
    }

    /** The file or directory that is written. */
    public Path place() {
        return place;
    }

    synchronized long promised() {
        return promised;
    }

    synchronized void promised(long bytes) {
        promised = bytes;
    }

    /** What there is of the files. */
    long written() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
            long bytes = 0;
            for (Path file : files) {
                bytes += size(file);
            }
            return bytes;
        } catch (NotDirectoryException e) {
            return size(place);
        } catch (NoSuchFileException | DirectoryIteratorException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // It was deleted or renamed just now.
            return 0;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        parent.close();
        all.close(this);
    }
}
