package io.muster.server.export.form;

import io.muster.engine.CsvDialect;
import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Cuts a CSV or NDJSON file between rows into parts, each with what the whole begins with. For one thread. */
public final class PartSplit {

    /** Files that can be made of one export: each answer about it names them all. */
    public static final int MAX_PARTS = 10_000;

    private final PartPrefix prefix;
    private final int quote;
    private final long maxRows;
    private final long maxBytes;
    private final List<Part> parts = new ArrayList<>();
    private long offset;
    private long start;
    private long rowsEnd;
    private long rows;
    private boolean quoted;

    /**
     * @param csv null for NDJSON
     * @param maxRows of one part
     * @param maxBytes of one part; a part with one row may have more
     */
    public PartSplit(@Nullable CsvDialect csv, long maxRows, long maxBytes) {
        this.prefix = new PartPrefix(csv);
        this.quote = csv == null ? -1 : csv.quote();
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
    }

    /** Some rows in a row: bytes of the whole file. */
    private record Part(long from, long to, long rows) {}

    /** A part that was written. */
    public record Written(Path file, long rows) {}

    /**
     * Refuses more files than there can be.
     *
     * @param rows of all
     * @param partRows of one; null for all
     * @throws MusterException TOO_LARGE
     */
    public static void check(long rows, @Nullable Long partRows) {
        if (partRows != null && Math.ceilDiv(rows, partRows) > MAX_PARTS) {
            throw tooMany(String.valueOf(Math.ceilDiv(rows, partRows)));
        }
    }

    private static MusterException tooMany(String parts) {
        return new MusterException(
                ErrorCode.TOO_LARGE,
                "The export would come in " + parts + " files, and no more than " + MAX_PARTS
                        + " can be made of one. Give larger part_rows or part_bytes.");
    }

    /**
     * Writes the parts of a file; one without rows has one part.
     *
     * @throws MusterException TOO_LARGE before anything is written, where there would be too many
     */
    public List<Written> split(Path whole, IntFunction<Path> names, Deadline deadline) throws IOException {
        FileProof.read(whole, this::see, deadline);
        if (rows > 0 || parts.isEmpty()) {
            parts.add(new Part(start, offset, rows));
        }
        List<Written> written = new ArrayList<>();
        try (FileChannel from = FileChannel.open(whole)) {
            for (Part part : parts) {
                Path file = names.apply(written.size() + 1);
                write(from, part, file);
                written.add(new Written(file, part.rows()));
                deadline.check();
            }
        }
        return written;
    }

    private void see(byte[] bytes, int size) {
        int at = 0;
        if (!prefix.isClosed() || offset < prefix.length()) {
            prefix.see(bytes, size);
            at = (int) Math.min(size, prefix.length() - offset);
            offset += at;
            start = offset;
            rowsEnd = offset;
        }
        for (; at < size; at++) {
            offset++;
            quoted ^= bytes[at] == quote;
            if (bytes[at] == '\n' && !quoted) {
                row();
            }
        }
    }

    private void row() {
        boolean full = rows == maxRows || (rows > 0 && prefix.length() + offset - start > maxBytes);
        if (full) {
            if (parts.size() == MAX_PARTS - 1) {
                throw tooMany("more than " + MAX_PARTS);
            }
            parts.add(new Part(start, rowsEnd, rows));
            start = rowsEnd;
            rows = 0;
        }
        rows++;
        rowsEnd = offset;
    }

    private void write(FileChannel from, Part part, Path file) throws IOException {
        try (FileChannel to = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(from, 0, prefix.length(), to);
            copy(from, part.from(), part.to(), to);
        }
    }

    private static void copy(FileChannel from, long start, long end, FileChannel to) throws IOException {
        for (long at = start; at < end; ) {
            at += from.transferTo(at, end - at, to);
        }
    }
}
