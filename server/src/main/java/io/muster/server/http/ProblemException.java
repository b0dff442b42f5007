package io.muster.server.http;

import io.muster.model.ErrorCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A problem that says more than a {@link io.muster.model.MusterException}: members or headers of its own. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final String detail;
    private final transient Map<String, Object> members;
    private final transient HttpHeaders headers;

    private ProblemException(
            ErrorCode code, @Nullable String detail, Map<String, Object> members, HttpHeaders headers) {
        super(detail);
        this.code = code;
        this.detail = String.valueOf(detail);
        this.members = members;
        this.headers = headers;
    }

    /** A problem to which {@link #header} will add. */
    static ProblemException with(ErrorCode code, String detail) {
        return new ProblemException(code, detail, Map.of(), HttpHeaders.EMPTY);
    }

    /** A problem with a member of its own, such as {@code used_by}. */
    public static ProblemException with(ErrorCode code, String detail, String member, Object value) {
        return new ProblemException(code, detail, Map.of(member, value), HttpHeaders.EMPTY);
    }

    /** The same, with a header that its answer has. */
    public ProblemException header(String name, String value) {
        HttpHeaders more = new HttpHeaders(headers);
        more.set(name, value);
        return new ProblemException(code, getMessage(), members, more);
    }

    /** A problem that time may mend. */
    public static ProblemException retryAfter(ErrorCode code, String detail, int seconds) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
        return new ProblemException(code, detail, Map.of(), headers);
    }

    /** A problem whose answer's header says more. */
    public static ProblemException withHeaders(ErrorCode code, String detail, HttpHeaders headers) {
        return new ProblemException(code, detail, Map.of(), headers);
    }

    public ErrorCode code() {
        return code;
    }

    /** What the answer's header adds, such as {@code Retry-After}. */
    public HttpHeaders headers() {
        return headers;
    }

    Problem problem() {
        return Problem.of(code, detail, List.of(), members, headers);
    }
}
