package io.muster.server.delivery;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;

/** A form of a file that a link can be bound to, and the media type that asks for it. */
enum LinkFormat {
    CSV("text/csv"),
    NDJSON("application/x-ndjson"),
    JSON("application/json"),
    PARQUET("application/vnd.apache.parquet"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final MediaType mediaType;

    LinkFormat(String mediaType) {
        this.mediaType = MediaType.parseMediaType(mediaType);
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    MediaType mediaType() {
        return mediaType;
    }

    static LinkFormat parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.code().equals(text))
                .findFirst()
                .orElseThrow(() -> new MusterException(
                        ErrorCode.INVALID_REQUEST,
                        "format is '" + text + "'; give one of "
                                + Arrays.stream(values()).map(LinkFormat::code).collect(Collectors.joining(", "))
                                + "."));
    }
}
