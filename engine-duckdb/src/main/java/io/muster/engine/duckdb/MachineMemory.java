package io.muster.engine.duckdb;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much memory there is; in a container, what it may use. */
final class MachineMemory {

    private MachineMemory() {}

    /** A quarter of it, as DuckDB writes sizes. */
    static String quarter() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return system.getTotalMemorySize() / 4 / 1024 + "KiB";
    }
}
