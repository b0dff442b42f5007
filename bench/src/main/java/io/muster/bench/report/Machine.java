package io.muster.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on. */
public record Machine(String processor, int cores, long memoryBytes, String system, String jdk, String duckdb) {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    public static Machine describe(String duckdb) {
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vendor") + " " + Runtime.version(),
                duckdb);
    }

    public String text() {
        return "%s, %d cores, %.0f GiB of memory, %s, JDK %s, DuckDB %s"
                .formatted(processor, cores, memoryBytes / (double) (1 << 30), system, jdk, duckdb);
    }

    private static long memory() {
        var bean = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return bean.getTotalMemorySize();
    }

    private static String processorName() {
        try (var lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException _) {
            return "unknown processor";
        }
    }
}
