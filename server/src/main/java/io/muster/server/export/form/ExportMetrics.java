package io.muster.server.export.form;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;

/** What operators see of exports: rows, bytes, and seconds by stage. Thread-safe. */
@Component
public class ExportMetrics {

    private final MeterRegistry registry;

    ExportMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Work that may fail. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Does the work, and counts how long it took, however it ends. */
    public <T, E extends Exception> T timed(String stage, Work<T, E> work) throws E {
        Timer.Sample sample = Timer.start(registry);
        try {
            return work.run();
        } finally {
            sample.stop(Timer.builder("muster.export.stage")
                    .description("Seconds that exports spend, by stage")
                    .tag("stage", stage)
                    .register(registry));
        }
    }

    /** The files that were asked for are made. */
    public void made(ExportFormat format, long rows, long bytes) {
        counter("muster.export.rows", "Rows in the files of exports", format).increment((double) rows);
        counter("muster.export.bytes", "Bytes of the files of exports", format).increment((double) bytes);
    }

    /** Another form of them is made. */
    void made(Form form, long bytes) {
        counter("muster.export.form.bytes", "Bytes of forms of exports that were asked for later", form.format())
                .increment((double) bytes);
    }

    /** A file has arrived at a destination. */
    public void delivered(ExportFormat format, long bytes) {
        counter("muster.export.delivered.bytes", "Bytes of exports' files that arrived at destinations", format)
                .increment((double) bytes);
    }

    private Counter counter(String name, String what, ExportFormat format) {
        return Counter.builder(name)
                .description(what)
                .tag("format", format.code())
                .register(registry);
    }
}
