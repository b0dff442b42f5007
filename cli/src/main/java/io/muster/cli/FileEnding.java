package io.muster.cli;

import io.muster.client.Compression;
import io.muster.client.ExportFormat;
import java.nio.file.Path;
import java.util.Locale;

/** What the name of a file to write says about its format. CSV if it says nothing. */
record FileEnding(ExportFormat format, Compression compression) {

    static FileEnding of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        Compression compression = compression(name);
        String inner = compression == Compression.NONE ? name : name.substring(0, name.lastIndexOf('.'));
        ExportFormat format =
                switch (inner.substring(inner.lastIndexOf('.') + 1)) {
                    case "ndjson", "jsonl" -> ExportFormat.NDJSON;
                    case "json" -> ExportFormat.JSON;
                    case "parquet" -> ExportFormat.PARQUET;
                    case "xlsx" -> ExportFormat.XLSX;
                    default -> ExportFormat.CSV;
                };
        return new FileEnding(format, compression);
    }

    private static Compression compression(String name) {
        if (name.endsWith(".gz")) {
            return Compression.GZIP;
        }
        return name.endsWith(".zst") || name.endsWith(".zstd") ? Compression.ZSTD : Compression.NONE;
    }
}
