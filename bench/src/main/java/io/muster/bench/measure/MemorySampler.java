package io.muster.bench.measure;

import io.muster.bench.BenchFailure;
import io.muster.bench.report.MemoryPeak;
import io.muster.bench.server.MusterApi;
import io.muster.bench.server.ServerProcess;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Looks at the server's memory four times a second while measures run. Thread-safe. */
public final class MemorySampler implements AutoCloseable {

    private static final long PERIOD_MILLIS = 250;
    private static final String NOTHING = "";

    private final ServerProcess server;
    private final MusterApi api;
    private final Map<String, MemoryPeak> peaks = new LinkedHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> sampling;
    private volatile String running = NOTHING;

    public MemorySampler(ServerProcess server) {
        this.server = server;
        this.api = new MusterApi(server.address());
        this.sampling = clock.scheduleWithFixedDelay(this::sample, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What follows counts as this, until the next call. */
    public void during(String what) {
        running = what;
    }

    /** In the order of their beginning. */
    public synchronized List<MemoryPeak> peaks() {
        return List.copyOf(peaks.values());
    }

    @Override
    public void close() throws IOException {
        sampling.cancel(false);
        clock.close();
        api.close();
    }

    private void sample() {
        String what = running;
        if (!what.equals(NOTHING)) {
            add(what, heapBytes(), server.residentBytes().orElse(0));
        }
    }

    private synchronized void add(String what, long heap, long resident) {
        peaks.merge(what, new MemoryPeak(what, heap, resident), (peak, now) -> peak.and(heap, resident));
    }

    /** 0 where the server cannot tell: a measure must not fail for that. */
    private long heapBytes() {
        try {
            return api.heapBytes();
        } catch (IOException | BenchFailure _) {
            return 0;
        }
    }
}
