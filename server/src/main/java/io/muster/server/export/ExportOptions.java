package io.muster.server.export;

import io.muster.engine.CsvDialect;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an export is made, beyond its format.
 *
 * @param dialect of its CSV files; of its workbooks only whether they are guarded
 * @param partRows rows of one file; null for all
 * @param partBytes bytes of one file before it is compressed; null for all
 * @param sinceExport only what differs from that earlier export, or, in a request, from the data of that version; null for
 *     everything
 * @param asOf members as of that instant; null for those of now
 * @param retention how long its files are kept, as an ISO-8601 duration; null for as long as the project says
 */
public record ExportOptions(
        CsvDialect dialect,
        @Nullable Long partRows,
        @Nullable Long partBytes,
        @Nullable String sinceExport,
        @Nullable Instant asOf,
        @Nullable String retention,
        Priority priority) {

    static final ExportOptions USUAL =
            new ExportOptions(CsvDialect.PLAIN.withGuard(true), null, null, null, null, null, Priority.NORMAL);

    /** Which exports go first; the lower-case name is the stable one. */
    public enum Priority {
        NORMAL,
        /** After all that are not. */
        LOW;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ExportOptions since(String export) {
        return new ExportOptions(dialect, partRows, partBytes, export, asOf, retention, priority);
    }

    boolean isParted() {
        return partRows != null || partBytes != null;
    }
}
