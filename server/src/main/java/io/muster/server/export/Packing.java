package io.muster.server.export;

import com.github.luben.zstd.ZstdOutputStream;
import io.muster.engine.Deadline;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Compresses and checks files on all cores. Thread-safe. */
@Component
class Packing {

    private static final int ZSTD_LEVEL = 1;

    private final int cores = Runtime.getRuntime().availableProcessors();
    private final ExecutorService pool = Executors.newFixedThreadPool(
            cores, Thread.ofPlatform().daemon().name("packing-", 0).factory());

    @PreDestroy
    void close() {
        pool.shutdownNow();
    }

    void pack(Compression compression, Path plain, Path packed, Deadline deadline) throws IOException {
        try (OutputStream out = open(compression, Files.newOutputStream(packed))) {
            FileProof.read(plain, (bytes, length) -> out.write(bytes, 0, length), deadline);
        }
    }

    /** Does the first work here and the others on other threads, and gives back what the first one did. */
    <T> T together(Callable<T> first, Callable<?>... others) throws IOException {
        List<? extends Future<?>> running = Stream.of(others).map(pool::submit).toList();
        try {
            T result = first.call();
            for (Future<?> other : running) {
                other.get();
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("stopped while proving a file").initCause(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (Exception e) {
            throw failure(e);
        } finally {
            running.forEach(other -> other.cancel(true));
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
