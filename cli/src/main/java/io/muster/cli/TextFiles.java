package io.muster.cli;

import com.github.luben.zstd.ZstdInputStream;
import io.muster.client.RowEncoding;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads files that may be compressed. */
final class TextFiles {
    private static final int BUFFER = 1 << 16;

    private TextFiles() {}

    static InputStream open(Path file, RowEncoding encoding) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            return switch (encoding) {
                case PLAIN -> raw;
                case GZIP -> new GZIPInputStream(raw, BUFFER);
                case ZSTD -> new ZstdInputStream(raw);
            };
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }
}
