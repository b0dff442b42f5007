package io.muster.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the body of an import is compressed. */
public enum RowEncoding {
    PLAIN(null),
    GZIP("gzip"),
    ZSTD("zstd");

    private final @Nullable String headerValue;

    RowEncoding(@Nullable String headerValue) {
        this.headerValue = headerValue;
    }

    Optional<String> headerValue() {
        return Optional.ofNullable(headerValue);
    }
}
