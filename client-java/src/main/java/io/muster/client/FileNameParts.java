package io.muster.client;

import java.nio.file.Path;
import java.util.Locale;

/** What the ending of a file's name says about the rows in it. */
record FileNameParts(RowFormat format, RowEncoding encoding) {

    static FileNameParts of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        RowEncoding encoding = encoding(name);
        String inner = encoding == RowEncoding.PLAIN ? name : name.substring(0, name.lastIndexOf('.'));
        return new FileNameParts(format(inner, file), encoding);
    }

    private static RowEncoding encoding(String name) {
        if (name.endsWith(".gz")) {
            return RowEncoding.GZIP;
        }
        return name.endsWith(".zst") || name.endsWith(".zstd") ? RowEncoding.ZSTD : RowEncoding.PLAIN;
    }

    private static RowFormat format(String name, Path file) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "ndjson", "jsonl", "json" -> RowFormat.NDJSON;
            case "csv", "tsv" -> RowFormat.CSV;
            case "parquet" -> RowFormat.PARQUET;
            default ->
                throw new IllegalArgumentException("The name of '" + file
                        + "' does not say what is in it; it should end in .ndjson, .jsonl, .csv, .tsv or .parquet, "
                        + "and then .gz or .zst if it is compressed.");
        };
    }
}
