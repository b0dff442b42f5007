package io.muster.bench.report;

import io.muster.bench.data.Sizes;
import java.time.Instant;
import java.util.List;

/**
 * Everything that one run found.
 *
 * @param revision which source the server was built from
 */
public record Report(
        Instant measuredAt,
        String revision,
        Sizes sizes,
        String serverHeap,
        Machine machine,
        List<Result> results,
        List<MemoryPeak> memory) {

    public Report {
        results = List.copyOf(results);
        memory = List.copyOf(memory);
    }
}
