package io.muster.server.http;

import io.muster.model.ErrorCode;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** A problem that says more than a {@link io.muster.model.MusterException}: members or headers of its own. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final String detail;
    private final transient Map<String, Object> members;
    private final transient HttpHeaders headers;

    private ProblemException(ErrorCode code, String detail, Map<String, Object> members, HttpHeaders headers) {
        super(detail);
        this.code = code;
        this.detail = detail;
        this.members = members;
        this.headers = headers;
    }

    /** A problem with a member of its own, such as {@code used_by}. */
    public static ProblemException with(ErrorCode code, String detail, String member, Object value) {
        return new ProblemException(code, detail, Map.of(member, value), HttpHeaders.EMPTY);
    }

    /** A problem that time may mend. */
    public static ProblemException retryAfter(ErrorCode code, String detail, int seconds) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
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
