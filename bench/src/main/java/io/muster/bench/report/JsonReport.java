package io.muster.bench.report;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a report to be worked with: every sample, in the units that it names. */
public final class JsonReport {

    private static final JsonMapper JSON = JsonMapper.shared();

    private JsonReport() {}

    public static String write(Report report) {
        ObjectNode root = JSON.createObjectNode();
        root.put("measured_at", report.measuredAt().toString())
                .put("revision", report.revision())
                .put("server_heap", report.serverHeap());
        root.putObject("sizes")
                .put("profiles", report.sizes().profiles())
                .put("events", report.sizes().events())
                .put("ingest_rows", report.sizes().ingestRows())
                .put("seed", report.sizes().seed());
        machine(root.putObject("machine"), report.machine());
        report.results().forEach(result -> result(root.withArray("results").addObject(), result));
        report.memory()
                .forEach(peak -> root.withArray("memory")
                        .addObject()
                        .put("during", peak.during())
                        .put("heap_bytes", peak.heapBytes())
                        .put("resident_bytes", peak.residentBytes()));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void machine(ObjectNode target, Machine machine) {
        target.put("processor", machine.processor())
                .put("cores", machine.cores())
                .put("memory_bytes", machine.memoryBytes())
                .put("system", machine.system())
                .put("jdk", machine.jdk())
                .put("duckdb", machine.duckdb());
    }

    private static void result(ObjectNode target, Result result) {
        target.put("measure", result.measure())
                .put("name", result.name())
                .put("unit", result.unit().symbol());
        samples(target.putObject("ours"), result.ours());
        @Nullable Samples reference = result.reference();
        if (reference != null) {
            samples(target.putObject("reference"), reference);
            target.put("ratio", result.ours().ratioTo(reference));
        }
        if (result.aim() != null) {
            target.putObject("aim")
                    .put("text", result.aim().text())
                    .put("met", result.aim().met());
        }
    }

    private static void samples(ObjectNode target, Samples samples) {
        target.put("median", samples.median());
        samples.values().forEach(target.putArray("samples")::add);
    }
}
