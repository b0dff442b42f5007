package io.muster.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How CSV files are written; what is null is as usual.
 *
 * @param nullText what stands for a missing value
 * @param lineEnd {@code lf} or {@code crlf}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CsvOptions(
        @Nullable String delimiter,
        @Nullable String quote,
        @JsonProperty("null") @Nullable String nullText,
        @Nullable String lineEnd,
        @Nullable Boolean byteOrderMark,
        @Nullable Boolean header) {}
