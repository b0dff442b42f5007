package io.muster.cli;

import io.muster.cli.vendor.Opener;
import io.muster.cli.vendor.VendorRows;
import io.muster.client.ImportSource;
import io.muster.client.RowEncoding;
import io.muster.client.RowFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something to import: its name, its lines where they can be read again, and how it is sent. */
record RowFile(String name, @Nullable Opener lines, ImportSource source) {

    /** That file, or standard input if it is {@code -}; {@code format} beats what the name says. */
    static RowFile of(String file, @Nullable RowFormat format, Terminal terminal) throws IOException {
        if (file.equals("-")) {
            RowFormat known = format == null ? RowFormat.NDJSON : format;
            return new RowFile("standard input", null, ImportSource.stream(terminal.in(), known));
        }
        Path path = readable(file);
        ImportSource source =
                format == null ? ImportSource.file(path) : ImportSource.file(path, format, encoding(file));
        Opener lines = source.format() == RowFormat.PARQUET ? null : () -> TextFiles.open(path, source.encoding());
        return new RowFile(String.valueOf(path.getFileName()), lines, source);
    }

    /** The rows of a vendor's file, whatever its name is but for {@code .gz} and {@code .zst}. */
    static RowFile of(VendorRows rows, String file) throws IOException {
        return new RowFile(
                String.valueOf(Path.of(file).getFileName()),
                rows.text(),
                ImportSource.stream(rows.text().open(), rows.format()));
    }

    /** A file's bytes, not compressed. */
    static Opener opener(String file) throws IOException {
        Path path = readable(file);
        return () -> TextFiles.open(path, encoding(file));
    }

    private static Path readable(String file) throws IOException {
        Path path = Path.of(file);
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new IOException(file);
        }
        return path;
    }

    private static RowEncoding encoding(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".gz")) {
            return RowEncoding.GZIP;
        }
        return name.endsWith(".zst") || name.endsWith(".zstd") ? RowEncoding.ZSTD : RowEncoding.PLAIN;
    }
}
