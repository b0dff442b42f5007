package io.muster.cli;

import io.muster.client.CsvOptions;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Counts the rows of a file of CSV or NDJSON, so that a file proves itself by more than its digest. */
final class RowCount {
    private RowCount() {}

    /** The records of a CSV file, its header left out. */
    static long csv(InputStream in, @Nullable CsvOptions csv) throws IOException {
        String quote = csv == null || csv.quote() == null ? "\"" : csv.quote();
        boolean header = csv == null || csv.header() == null || csv.header();
        return Math.max(0, ends(in, quote.charAt(0)) - (header ? 1 : 0));
    }

    /** The lines of an NDJSON file. */
    static long ndjson(InputStream in) throws IOException {
        return ends(in, '\n');
    }

    /** Ends of lines, but for those in quotes; a last line counts without one too. */
    private static long ends(InputStream in, char quote) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long count = 0;
        boolean quoted = false;
        int last = '\n';
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (int i = 0; i < read; i++) {
                last = buffer[i];
                // A doubled quote inside quotes ends them and begins them again.
                quoted ^= quote != '\n' && last == quote;
                count += last == '\n' && !quoted ? 1 : 0;
            }
        }
        return last == '\n' ? count : count + 1;
    }
}
