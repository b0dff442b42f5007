package io.muster.server.export;

import com.github.luben.zstd.ZstdOutputStream;
import io.muster.engine.Deadline;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
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
    private final ExecutorService pool = Executors.newFixedThreadPool(
            cores, Thread.ofPlatform().daemon().name("packing-", 0).factory());

    @PreDestroy
    void close() {
        pool.shutdownNow();
    }

    /** Packs the file, showing the bytes of the plain one to whoever wants to see them; it is on disk when this returns. */
    void pack(Compression compression, Path plain, Path packed, FileProof.Sight sight, Deadline deadline)
            throws IOException {
        try (OutputStream out = open(compression, Files.newOutputStream(packed))) {
            FileProof.read(
                    plain,
                    (bytes, length) -> {
                        sight.see(bytes, length);
                        out.write(bytes, 0, length);
                    },
                    deadline);
        }
        ExportFiles.sync(packed);
    }

    private OutputStream open(Compression compression, OutputStream file) throws IOException {
        return switch (compression) {
            case NONE -> file;
            case GZIP -> new ParallelGzip(file, pool, 2 * cores);
            case ZSTD -> new ZstdOutputStream(file, ZSTD_LEVEL).setWorkers(cores);
        };
    }
}
