package io.muster.server.export;

import com.github.luben.zstd.ZstdOutputStream;
import io.muster.engine.Deadline;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** Compresses files on all cores. Thread-safe. */
@Component
class Packing {

    private static final int ZSTD_LEVEL = 1;

    private final int cores = Runtime.getRuntime().availableProcessors();
    private final ExecutorService pool =
            Executors.newFixedThreadPool(cores, Thread.ofPlatform().daemon().name("packing-", 0).factory());

    @PreDestroy
    void close() {
        pool.shutdownNow();
    }

    void pack(Compression compression, Path plain, Path packed, Deadline deadline) throws IOException {
        byte[] buffer = new byte[1 << 17];
        try (InputStream in = Files.newInputStream(plain);
                OutputStream out = open(compression, Files.newOutputStream(packed))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                deadline.check();
            }
        }
    }

    private OutputStream open(Compression compression, OutputStream file) throws IOException {
        return switch (compression) {
            case NONE -> file;
            case GZIP -> new ParallelGzip(file, pool, 2 * cores);
            case ZSTD -> new ZstdOutputStream(file, ZSTD_LEVEL).setWorkers(cores);
        };
    }
}
