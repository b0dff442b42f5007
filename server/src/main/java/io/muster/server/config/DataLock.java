package io.muster.server.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * That one process alone works on a data directory: a lock of the operating system on {@code DATA/lock}, which ends with the
 * process however it ends, so that the file stays and means nothing by itself. It holds the process's number, for whoever is
 * refused. Get one with {@link #take}; closing it gives the directory free.
 */
final class DataLock implements AutoCloseable {
    /**
     * Those of this process. They are looked at first: closing a second channel to a locked file would give the first one's
     * lock up.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /** Far behind the number, which others would not be let read elsewhere than on Unix. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path directory;
    private final FileChannel channel;

    private DataLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Makes the directory, if it is not there, and takes it.
     *
     * @throws StartException where another has it, or it cannot be used
     */
    static DataLock take(Path data) {
        try {
            PrivateFiles.directory(data);
            Path directory = data.toRealPath();
            Path file = directory.resolve("lock");
            if (!HELD.add(directory)) {
                throw taken(directory, String.valueOf(ProcessHandle.current().pid()));
            }
            try {
                return new DataLock(directory, locked(directory, file));
            } catch (IOException | RuntimeException e) {
                HELD.remove(directory);
                throw e;
            }
        } catch (IOException e) {
            throw new StartException(
                    "muster.data: '" + data + "' cannot be used ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "); give a directory that this user may write, on a disk with locks.",
                    e);
        }
    }

    private static FileChannel locked(Path directory, Path file) throws IOException {
        PrivateFiles.file(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!isLocked(channel)) {
                throw taken(directory, Files.readString(file));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static StartException taken(Path directory, String process) {
        String number = process.strip();
        return new StartException("Another Muster" + (number.matches("\\d+") ? " (process " + number + ")" : "")
                + " works on " + directory + "; stop it first, or give this one another directory with muster.data.");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(directory);
    }
}
