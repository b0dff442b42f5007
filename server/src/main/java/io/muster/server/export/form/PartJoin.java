package io.muster.server.export.form;

import io.muster.engine.CsvDialect;
import io.muster.engine.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Puts parts of text files together: what each of them begins with stands at the start only. For one thread. */
final class PartJoin {

    private static final int BUFFER = 1 << 17;

    private final PartPrefix prefix;
    private final OutputStream out;
    private boolean first = true;
    private long skip;

    PartJoin(CsvDialect dialect, ExportFormat format, OutputStream out) {
        this.prefix = new PartPrefix(format == ExportFormat.CSV ? dialect : null);
        this.out = out;
    }

    /** Adds the next part. */
    void add(InputStream part, Deadline deadline) throws IOException {
        if (!first) {
            part.skipNBytes(skip);
        }
        byte[] buffer = new byte[BUFFER];
        for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
            if (first) {
                prefix.see(buffer, read);
            }
            out.write(buffer, 0, read);
            deadline.check();
        }
        skip = prefix.length();
        first = false;
    }
}
