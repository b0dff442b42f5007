package io.muster.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of an import come from. A file can be sent again when the connection breaks; a stream is read once and
 * then closed, so an import from one is only tried again while nothing of it has been read.
 */
public final class ImportSource {
    private final @Nullable Path file;
    private final @Nullable InputStream stream;
    private final RowFormat format;
    private final RowEncoding encoding;
    private final long length;

    private ImportSource(
            @Nullable Path file, @Nullable InputStream stream, RowFormat format, RowEncoding encoding, long length) {
        this.file = file;
        this.stream = stream;
        this.format = format;
        this.encoding = encoding;
        this.length = length;
    }

    /**
     * Rows in a file whose name says what they are: {@code .ndjson}, {@code .jsonl}, {@code .json}, {@code .csv},
     * {@code .tsv} or {@code .parquet}, and after it {@code .gz}, {@code .zst} or nothing. A compressed file is sent as
     * it is.
     *
     * @throws IllegalArgumentException if the name does not say
     * @throws IOException if there is no such file
     */
    public static ImportSource file(Path file) throws IOException {
        FileNameParts parts = FileNameParts.of(file);
        return file(file, parts.format(), parts.encoding());
    }

    /** Rows in a file, whatever its name is. */
    public static ImportSource file(Path file, RowFormat format, RowEncoding encoding) throws IOException {
        return new ImportSource(file, null, format, encoding, Files.size(file));
    }

    /** Rows in a stream. */
    public static ImportSource stream(InputStream stream, RowFormat format) {
        return stream(stream, format, RowEncoding.PLAIN);
    }

    /** Rows in a stream that is compressed already. */
    public static ImportSource stream(InputStream stream, RowFormat format, RowEncoding encoding) {
        return new ImportSource(null, stream, format, encoding, Progress.UNKNOWN);
    }

    /** How the rows are written. */
    public RowFormat format() {
        return format;
    }

    /** How they are compressed. */
    public RowEncoding encoding() {
        return encoding;
    }

    /** Its size in bytes as they are sent, or {@link Progress#UNKNOWN}. */
    public long length() {
        return length;
    }

    InputStream open() throws IOException {
        if (stream != null) {
            return stream;
        }
        if (file == null) {
            throw new IllegalStateException("An import source has neither a file nor a stream.");
        }
        return Files.newInputStream(file);
    }

    boolean repeatable() {
        return file != null;
    }
}
