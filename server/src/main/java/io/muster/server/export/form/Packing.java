package io.muster.server.export.form;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.muster.engine.Deadline;
import io.muster.server.export.form.FileProof.Sight;
import jakarta.annotation.PreDestroy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.springframework.stereotype.Component;

/** Compresses and checks files on all cores. Thread-safe. */
@Component
public class Packing {

    private static final int ZSTD_LEVEL = 1;
    private static final int BUFFER = 1 << 17;

    private final int cores = Runtime.getRuntime().availableProcessors();
    private final ExecutorService pool = Executors.newFixedThreadPool(
            cores, Thread.ofPlatform().daemon().name("packing-", 0).factory());

    @PreDestroy
    void close() {
        pool.shutdownNow();
    }

    /** Writes what comes out of the stream to a new file, compressed; gives back what is in that. */
    FileProof pack(Compression compression, InputStream plain, Path packed, Deadline deadline) throws IOException {
        try (OutputStream file = Files.newOutputStream(packed, StandardOpenOption.CREATE_NEW)) {
            return pack(compression, plain, file, (bytes, length) -> {}, deadline);
        }
    }

    /**
     * As {@link #pack(Compression, InputStream, Path, Deadline)}, to a stream that stays open.
     *
     * @param sight sees the plain bytes
     */
    FileProof pack(Compression compression, InputStream plain, OutputStream file, Sight sight, Deadline deadline)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        ProvedStream proved = new ProvedStream(file);
        try (OutputStream out = open(compression, proved)) {
            for (int read = plain.read(buffer); read >= 0; read = plain.read(buffer)) {
                sight.see(buffer, read);
                out.write(buffer, 0, read);
                deadline.check();
            }
        }
        return proved.proof();
    }

    /** A file's content as it was before it was packed; closes the file with it. */
    static InputStream unpacked(Compression compression, InputStream packed) throws IOException {
        InputStream file = new BufferedInputStream(packed, BUFFER);
        return switch (compression) {
            case NONE -> file;
            case GZIP -> new GZIPInputStream(file, BUFFER);
            case ZSTD -> new ZstdInputStream(file);
        };
    }

    /** Does the first work here and the others on other threads, and gives back what the first one did. */
    <T> T together(Callable<T> first, Callable<?>... others) throws IOException {
        List<? extends Future<?>> running = Stream.of(others).map(pool::submit).toList();
        try {
            T result = first.call();
            for (Future<?> other : running) {
                result(other);
            }
            return result;
        } catch (Exception e) {
            throw failure(e);
        } finally {
            running.forEach(other -> other.cancel(true));
        }
    }

    /** Waits for what the work gives back. */
    static <T> T result(Future<T> work) throws IOException {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("stopped while proving a file").initCause(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    private static IOException failure(Throwable cause) {
        return switch (cause) {
            case IOException io -> io;
            case RuntimeException runtime -> throw runtime;
            default -> new IOException(cause);
        };
    }

    private OutputStream open(Compression compression, OutputStream file) throws IOException {
        return switch (compression) {
            case NONE -> file;
            case GZIP -> new ParallelGzip(file, pool, 2 * cores);
            case ZSTD -> new ZstdOutputStream(file, ZSTD_LEVEL).setWorkers(cores);
        };
    }
}
