package io.muster.server.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.model.TextPlace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * What is wrong, as RFC 9457 writes it.
 *
 * @param members what a certain code adds, such as {@code used_by}
 * @param headers what the answer's header adds, such as {@code Allow}
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String requestId,
        List<Fault> errors,
        @JsonAnyGetter Map<String, Object> members,
        @JsonIgnore HttpHeaders headers) {

    static final MediaType MEDIA_TYPE = MediaType.parseMediaType("application/problem+json;charset=UTF-8");

    private static final Map<ErrorCode, String> TITLES = Map.of(
            ErrorCode.INVALID_JSON, "Invalid JSON",
            ErrorCode.INVALID_CSV, "Invalid CSV",
            ErrorCode.INVALID_PARQUET, "Invalid Parquet",
            ErrorCode.INTERNAL, "Internal error");

    /** One thing that is wrong with a body; line and column are of a text that the pointer points at. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fault(
            String pointer,
            String detail,
            String code,
            @Nullable Integer line,
            @Nullable Integer column) {
        static Fault of(FieldError error) {
            TextPlace place = error.place();
            return new Fault(
                    error.pointer(),
                    error.detail(),
                    error.code().code(),
                    place == null ? null : place.line(),
                    place == null ? null : place.column());
        }
    }

    static Problem of(ErrorCode code, String detail) {
        return of(code, detail, List.of(), Map.of(), HttpHeaders.EMPTY);
    }

    static Problem of(MusterException error) {
        return of(error.code(), error.detail(), error.errors(), Map.of(), HttpHeaders.EMPTY);
    }

    static Problem of(
            ErrorCode code, String detail, List<FieldError> errors, Map<String, Object> members, HttpHeaders headers) {
        return new Problem(
                "urn:muster:problem:" + code.code(),
                TITLES.getOrDefault(code, title(code)),
                code.status(),
                detail,
                code.code(),
                RequestId.current(),
                errors.stream().map(Fault::of).toList(),
                members,
                headers);
    }

    private static String title(ErrorCode code) {
        String words = code.code().replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
