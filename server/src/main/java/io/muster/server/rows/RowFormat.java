package io.muster.server.rows;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The formats that rows come in. */
public enum RowFormat {
    NDJSON(RowFormat.NDJSON_TYPE),
    CSV(RowFormat.CSV_TYPE),
    PARQUET(RowFormat.PARQUET_TYPE);

    public static final String NDJSON_TYPE = "application/x-ndjson";
    public static final String CSV_TYPE = "text/csv";
    public static final String PARQUET_TYPE = "application/vnd.apache.parquet";

    private final String type;

    RowFormat(String type) {
        this.type = type;
    }

    /** @throws MusterException UNSUPPORTED_MEDIA_TYPE, also for a charset that is not UTF-8 */
    public static RowFormat of(@Nullable String contentType) {
        try {
            MediaType given = MediaType.parseMediaType(contentType == null ? "" : contentType);
            String charset = given.getParameter("charset");
            if (charset == null || charset.equalsIgnoreCase("utf-8")) {
                for (RowFormat format : values()) {
                    if (MediaType.parseMediaType(format.type).equalsTypeAndSubtype(given)) {
                        return format;
                    }
                }
            }
        } catch (InvalidMediaTypeException e) {
            throw unsupported(contentType, e);
        }
        throw unsupported(contentType, null);
    }

    private static MusterException unsupported(@Nullable String given, @Nullable Throwable cause) {
        return new MusterException(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "Content-Type: " + (given == null ? "missing" : given) + "; send " + NDJSON_TYPE + ", " + CSV_TYPE
                        + " (in UTF-8) or " + PARQUET_TYPE + ".",
                cause);
    }
}
