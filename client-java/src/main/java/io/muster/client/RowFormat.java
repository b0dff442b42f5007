package io.muster.client;

/** How rows to import are written. */
public enum RowFormat {
    /** One JSON object on each line. */
    NDJSON("application/x-ndjson"),
    /** Comma-separated values with a header row. */
    CSV("text/csv"),
    /** Apache Parquet. */
    PARQUET("application/vnd.apache.parquet");

    private final String mediaType;

    RowFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }
}
