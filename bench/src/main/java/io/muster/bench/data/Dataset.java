package io.muster.bench.data;

import java.nio.file.Path;
import java.util.List;

/**
 * The generated files.
 *
 * @param profiles Parquet
 * @param events Parquet, in order of time
 * @param ndjson event rows in two files of about the same size
 * @param zstd the same rows, compressed
 */
public record Dataset(Part profiles, List<Part> events, List<Part> ndjson, List<Part> zstd) {

    public record Part(Path file, long rows) {}

    public Dataset {
        events = List.copyOf(events);
        ndjson = List.copyOf(ndjson);
        zstd = List.copyOf(zstd);
    }
}
