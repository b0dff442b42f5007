package io.muster.server.export;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.muster.server.export.form.ExportFormat;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** What operators see of exports: rows, bytes, and seconds by stage. Thread-safe. */
@Component
class ExportMetrics {

    private final MeterRegistry registry;

    ExportMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Work that may fail for want of a disk. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    <T> T timed(String stage, Work<T> work) throws IOException {
        Timer.Sample sample = Timer.start(registry);
        try {
            return work.run();
        } finally {
            sample.stop(registry.timer("muster.export.stage", "stage", stage));
        }
    }

    void made(ExportFormat format, long rows, long bytes) {
        registry.counter("muster.export.rows", "format", format.code()).increment((double) rows);
        registry.counter("muster.export.bytes", "format", format.code()).increment((double) bytes);
    }
}
