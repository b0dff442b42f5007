package io.muster.server.delivery;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.export.form.ExportFormat;
import io.muster.server.http.JsonFields;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Reads how long a link is to be good, and for what. */
final class LinkRequest {

    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LEAST = Duration.ofSeconds(10);

    /** S3 signs for no longer. */
    private static final Duration MOST = Duration.ofDays(7);

    private LinkRequest() {}

    /** The member {@code expires_in}; a day where there is none. */
    static Duration time(JsonFields fields) {
        return fields.parsed("expires_in", LinkRequest::parse).orElse(USUAL);
    }

    /** The code of a format. */
    static String format(String text) {
        return Arrays.stream(ExportFormat.values())
                .map(ExportFormat::code)
                .filter(text::equals)
                .findFirst()
                .orElseThrow(() -> new MusterException(
                        ErrorCode.INVALID_REQUEST,
                        "format is '" + text + "'; give one of "
                                + Arrays.stream(ExportFormat.values())
                                        .map(ExportFormat::code)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static Duration parse(String text) {
        Duration time;
        try {
            time = Duration.parse(text);
        } catch (DateTimeException e) {
            throw new MusterException(
                    ErrorCode.WRONG_TYPE, "'" + text + "' is not an ISO-8601 duration; give one such as PT1H.", e);
        }
        if (time.compareTo(LEAST) < 0 || time.compareTo(MOST) > 0) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST, "'" + text + "' is out of range; give ten seconds to seven days.");
        }
        return time;
    }
}
