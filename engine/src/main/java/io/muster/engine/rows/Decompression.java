package io.muster.engine.rows;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a body or file is compressed, and the way back. */
public enum Decompression {
    /** As it is; what begins as gzip or zstd does, which no text or Parquet file can, is read as that. */
    IDENTITY,
    /** One or more gzip members. */
    GZIP,
    /** One or more zstd frames with windows of at most 128 MiB. */
    ZSTD;

    private static final int MAGIC = 4;
    private static final int ZSTD_MAGIC = 0xFD2FB528;
    private static final int ZSTD_WINDOW_LOG = 27;

    /**
     * What a {@code Content-Encoding} header means; none is {@link #IDENTITY}.
     *
     * @throws MusterException UNSUPPORTED_ENCODING
     */
    public static Decompression ofContentEncoding(@Nullable String header) {
        String encoding = header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            case "zstd" -> ZSTD;
            default ->
                throw new MusterException(
                        ErrorCode.UNSUPPORTED_ENCODING,
                        "Content-Encoding is " + RowRefused.shown(encoding) + "; it has to be gzip, zstd or identity.");
        };
    }

    /** What a file's ending means: {@code .gz}, {@code .zst}, or anything else. */
    public static Decompression ofFileName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".gz")) {
            return GZIP;
        }
        return lower.endsWith(".zst") ? ZSTD : IDENTITY;
    }

    /**
     * Decompresses. Reading throws {@link MusterException}: INVALID_ENCODING with the place where the data is broken or
     * cut short, TOO_LARGE where more than 64 MiB come out at above 300 times of what went in. When the source itself
     * fails, it throws {@link UncheckedIOException}.
     *
     * @param in is closed with what is returned
     */
    public InputStream open(InputStream in) {
        if (this == IDENTITY) {
            PushbackInputStream start = new PushbackInputStream(in, MAGIC);
            Decompression found = recognized(start);
            return found == IDENTITY ? start : found.open(start);
        }
        CountedStream source = new CountedStream(in);
        return switch (this) {
            case IDENTITY -> source;
            case GZIP -> {
                GzipStream gzip = new GzipStream(source);
                yield new GuardedStream(gzip, "gzip", source::count, () -> source.count() - gzip.unread());
            }
            case ZSTD -> new GuardedStream(zstd(source), "zstd", source::count, source::count);
        };
    }

    private static Decompression recognized(PushbackInputStream in) {
        try {
            byte[] start = in.readNBytes(MAGIC);
            in.unread(start);
            if (start.length >= 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b) {
                return GZIP;
            }
            return start.length == MAGIC
                            && ByteBuffer.wrap(start).order(LITTLE_ENDIAN).getInt() == ZSTD_MAGIC
                    ? ZSTD
                    : IDENTITY;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream zstd(InputStream source) {
        try {
            return new ZstdInputStreamNoFinalizer(source).setLongMax(ZSTD_WINDOW_LOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
