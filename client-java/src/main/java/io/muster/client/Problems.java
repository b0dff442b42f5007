package io.muster.client;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads problem documents, and makes do with less when something between us and the server answered instead. */
final class Problems {
    private record Document(
            @Nullable String code,
            @Nullable String detail,
            @Nullable String title,
            @Nullable String requestId,
            @Nullable List<Fault> errors,
            @Nullable List<Reference> usedBy) {}

    private Problems() {}

    static Problem of(HttpResponse<Answer> response) {
        Document document = read(response.body().bytes());
        int status = response.statusCode();
        String request =
                response.request().method() + " " + response.request().uri().getPath();
        return new Problem(
                status,
                first(document.code(), "http_" + status, null),
                first(document.detail(), "The server answered " + status + " to " + request + ".", document.title()),
                document.requestId() != null
                        ? document.requestId()
                        : response.headers().firstValue("X-Request-Id").orElse(null),
                Lists.copy(document.errors()),
                Lists.copy(document.usedBy()),
                retryAfter(response.headers()));
    }

    private static String first(@Nullable String best, String last, @Nullable String second) {
        if (best != null) {
            return best;
        }
        return second != null ? second : last;
    }

    private static Document read(byte[] body) {
        try {
            JsonNode node = MusterJson.mapper().readTree(body);
            if (node != null && node.isObject()) {
                return MusterJson.mapper().treeToValue(node, Document.class);
            }
        } catch (JacksonException notOurs) {
            // A proxy's page; the status has to do.
        }
        return new Document(null, null, null, null, null, null);
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        String value = headers.firstValue("Retry-After").orElse("").strip();
        if (value.isEmpty()) {
            return null;
        }
        if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return value.length() > 9 ? Duration.ofDays(1) : Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), then);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
