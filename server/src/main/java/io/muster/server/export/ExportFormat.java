package io.muster.server.export;

import java.util.Locale;

/** A kind of file; the lower-case name is the stable one, and the file's ending. */
public enum ExportFormat {
    CSV("text/csv;charset=UTF-8;header=present"),
    NDJSON("application/x-ndjson"),
    PARQUET("application/vnd.apache.parquet"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Of the file while it is not compressed. */
    public String mediaType() {
        return mediaType;
    }

    /** Whether its bytes are compressed already. */
    public boolean isCompressed() {
        return this == PARQUET || this == XLSX;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
