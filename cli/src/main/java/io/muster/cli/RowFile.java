package io.muster.cli;

import io.muster.client.ImportSource;
import io.muster.client.RowEncoding;
import io.muster.client.RowFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something to import: its name, the file if it is one, and how it is sent. */
record RowFile(String name, @Nullable Path path, ImportSource source) {

    /** That file, or standard input if it is {@code -}; {@code format} beats what the name says. */
    static RowFile of(String file, @Nullable RowFormat format, Terminal terminal) throws IOException {
        if (file.equals("-")) {
            RowFormat known = format == null ? RowFormat.NDJSON : format;
            return new RowFile("standard input", null, ImportSource.stream(terminal.in(), known));
        }
        Path path = Path.of(file);
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new IOException(file);
        }
        ImportSource source =
                format == null ? ImportSource.file(path) : ImportSource.file(path, format, encoding(file));
        return new RowFile(String.valueOf(path.getFileName()), path, source);
    }

    /** Whether its lines can be shown again: it is a file, and of text. */
    boolean isText() {
        return path != null && source.format() != RowFormat.PARQUET;
    }

    /** Its lines, not compressed. */
    InputStream text() throws IOException {
        if (path == null) {
            throw new IllegalStateException(name + " can be read once only.");
        }
        return TextFiles.open(path, source.encoding());
    }

    private static RowEncoding encoding(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".gz")) {
            return RowEncoding.GZIP;
        }
        return name.endsWith(".zst") || name.endsWith(".zstd") ? RowEncoding.ZSTD : RowEncoding.PLAIN;
    }
}
