package io.muster.server.export.form;

import io.muster.engine.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.FutureTask;

/**
 * Packs and proves a text file while the engine writes it, which leaves some of the cores idle: so little is left to do
 * once it is written. Close it when the engine has failed or the work is done.
 */
final class Following implements AutoCloseable {

    /** What is brought to the disk at once. Left to the end, all of it would have to be waited for. */
    private static final long SYNC_BYTES = 32L << 20;

    private final Packing packing;
    private final RecordCounter counter;
    private final Path file;
    private final Compression compression;
    private final Deadline deadline;
    private final GrowingFile growing;
    private final FutureTask<FileProof> work = new FutureTask<>(this::follow);
    private final Thread thread;
    private long unsynced;

    /**
     * Begins.
     *
     * @param plain what the engine will write
     * @param file what that is packed into; the same where it is not
     */
    Following(
            Packing packing, RecordCounter counter, Path plain, Path file, Compression compression, Deadline deadline) {
        this.packing = packing;
        this.counter = counter;
        this.file = file;
        this.compression = compression;
        this.deadline = deadline;
        this.growing = new GrowingFile(plain, GrowingFile.Writing.TEXT_BY_PARTS);
        this.thread = Thread.ofVirtual().name("follow-" + file.getFileName()).start(work);
    }

    private FileProof follow() throws IOException {
        try (OutputStream out = compression == Compression.NONE
                        ? OutputStream.nullOutputStream()
                        : Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
                InputStream in = growing.open(() -> {})) {
            return packing.pack(compression, in, out, this::see, deadline);
        }
    }

    private void see(byte[] bytes, int length) throws IOException {
        counter.add(bytes, length);
        unsynced += length;
        if (unsynced > SYNC_BYTES) {
            Proofs.sync(file);
            unsynced = 0;
        }
    }

    /**
     * The proof of the file, which is durable on return, once the engine has written everything.
     *
     * @param records that have to be in it
     */
    FileProof finish(long records) throws IOException {
        growing.complete();
        FileProof proof = Packing.result(work);
        Proofs.require("records in the file", records, counter.records());
        Proofs.require("bytes in the file", Files.size(file), proof.bytes());
        Proofs.sync(file);
        return proof;
    }

    /** Stops following; nothing is written any more on return. */
    @Override
    public void close() throws IOException {
        growing.fail(new IOException("nobody writes the file any more"));
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("stopped while following a file").initCause(e);
        }
    }
}
