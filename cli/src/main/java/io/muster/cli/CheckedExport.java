package io.muster.cli;

import io.muster.client.Column;
import io.muster.client.Compression;
import io.muster.client.DownloadedFile;
import io.muster.client.Export;
import io.muster.client.Manifest;
import io.muster.client.ManifestRows;
import io.muster.client.RowEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A downloaded export, its rows counted where that can be done: in CSV and NDJSON. */
public record CheckedExport(DownloadedFile file, @Nullable Long counted) {

    /** Counts the rows of a file whose bytes are proved already. */
    public static CheckedExport of(DownloadedFile file, Export export) throws IOException {
        return new CheckedExport(file, count(file.path(), export));
    }

    /** Whether there are as many rows as the manifest says, whose numbers agree with each other. */
    public boolean isRight() {
        return counted == null || counted == file.file().rows();
    }

    String complaint() {
        return "the file is not what its manifest says: it has " + Words.orDash(counted) + " rows; "
                + file.file().rows() + " were written.";
    }

    void print(PrintWriter out) {
        Manifest manifest = file.manifest();
        out.println(file.path() + ": " + Words.number(manifest.rows().written(), "row", "rows") + ", "
                + Words.bytes(file.file().bytes()));
        line(out, "sha256", file.file().sha256() + " (checked)");
        line(out, "rows", rows());
        line(out, "columns", manifest.columns().stream().map(Column::name).collect(Collectors.joining(", ")));
        line(out, "of", of(manifest));
        line(out, "data version", Words.number(manifest.dataVersion()) + ", as of " + Words.instant(manifest.asOf()));
        line(out, "export", manifest.export());
    }

    private String rows() {
        ManifestRows rows = file.manifest().rows();
        String here = counted == null ? "" : ", " + Words.number(counted) + " counted in the file";
        return Words.number(rows.expected()) + " expected, " + Words.number(rows.written()) + " written, "
                + Words.number(rows.distinct()) + " distinct" + here;
    }

    private static String of(Manifest manifest) {
        if (manifest.segment() == null) {
            return Words.orDash(manifest.definition());
        }
        return "segment " + manifest.segment().key() + ", version " + Words.orDash(manifest.definitionVersion());
    }

    private static @Nullable Long count(Path path, Export export) throws IOException {
        RowEncoding encoding = encoding(export.compression());
        if (encoding == null) {
            return null;
        }
        try (InputStream rows = TextFiles.open(path, encoding)) {
            return switch (export.format()) {
                case CSV -> RowCount.csv(rows, export.csv());
                case NDJSON -> RowCount.ndjson(rows);
                case JSON, PARQUET, XLSX, UNKNOWN -> null;
            };
        }
    }

    private static @Nullable RowEncoding encoding(Compression compression) {
        return switch (compression) {
            case NONE -> RowEncoding.PLAIN;
            case GZIP -> RowEncoding.GZIP;
            case ZSTD -> RowEncoding.ZSTD;
            case UNKNOWN -> null;
        };
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println("  " + name + " ".repeat(14 - name.length()) + value);
    }
}
