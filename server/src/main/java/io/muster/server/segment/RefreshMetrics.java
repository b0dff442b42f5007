package io.muster.server.segment;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.engine.LeafCache;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What refreshing costs, and what sharing saves. Thread-safe. */
@Component
class RefreshMetrics {

    private final MeterRegistry registry;

    RefreshMetrics(MeterRegistry registry, LeafCache leaves) {
        this.registry = registry;
        leafCounter(registry, leaves, "computed", LeafCache::computed);
        leafCounter(registry, leaves, "shared", LeafCache::shared);
    }

    /** How the run of one segment ended. */
    enum Ending {
        /** Its members were evaluated and stored. */
        COMPUTED,
        /** Nothing that they follow from had changed, so nothing was evaluated. */
        UNCHANGED,
        /** A later run was first. */
        SUPERSEDED,
        FAILED
    }

    void ended(Ending ending, Duration took) {
        registry.timer("muster.segment.refresh", "outcome", ending.name().toLowerCase(Locale.ROOT))
                .record(took);
    }

    private static void leafCounter(
            MeterRegistry registry,
            LeafCache leaves,
            String outcome,
            java.util.function.ToDoubleFunction<LeafCache> count) {
        FunctionCounter.builder("muster.leaves", leaves, count)
                .description("Conditions that were asked for: computed by the engine, or shared with one that was.")
                .tag("outcome", outcome)
                .register(registry);
    }
}
