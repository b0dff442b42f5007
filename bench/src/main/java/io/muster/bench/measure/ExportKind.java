package io.muster.bench.measure;

import io.muster.bench.reference.PackingTool;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A form in which exports are measured, and what raw tools need for the same. */
enum ExportKind {
    CSV("csv", "none", "FORMAT csv, HEADER", null, 1.3),
    CSV_GZ("csv", "gzip", "FORMAT csv, HEADER", PackingTool.PIGZ, 1.3),
    CSV_ZST("csv", "zstd", "FORMAT csv, HEADER", PackingTool.ZSTD, 1.3),
    NDJSON("ndjson", "none", "FORMAT json", null, 1.3),
    PARQUET("parquet", "none", "FORMAT parquet", null, 1.3);

    private final String format;
    private final String compression;
    private final String copyOptions;
    private final @Nullable PackingTool tool;
    private final double most;

    ExportKind(String format, String compression, String copyOptions, @Nullable PackingTool tool, double most) {
        this.format = format;
        this.compression = compression;
        this.copyOptions = copyOptions;
        this.tool = tool;
        this.most = most;
    }

    /** Members of the request for an export. */
    String request() {
        return "\"format\":\"" + format + "\",\"compression\":\"" + compression + "\"";
    }

    /** Options of the reference's {@code COPY}. */
    String copyOptions() {
        return copyOptions;
    }

    /** What packs the reference's file afterwards. */
    Optional<PackingTool> tool() {
        return Optional.ofNullable(tool);
    }

    /** The most that ours may take, as a multiple of the reference's time. */
    double most() {
        return most;
    }

    String label() {
        String name = name().toLowerCase(Locale.ROOT).replace('_', '.');
        return name + ", beside COPY" + (tool == null ? "" : " + " + tool.label());
    }
}
