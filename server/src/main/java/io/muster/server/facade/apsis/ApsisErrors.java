package io.muster.server.facade.apsis;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.model.ErrorCode;
import io.muster.server.http.ErrorEnvelope;
import io.muster.server.http.Problem;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** {@code {"title", "status", "detail"}}. A report that is not ready is not found, and one that failed is unavailable. */
@Component
class ApsisErrors implements ErrorEnvelope {
    static final String ROOT = "/audience";

    /** What went wrong. */
    record Failure(
            @JsonProperty("title") String title,
            @JsonProperty("status") int status,
            @JsonProperty("detail") String detail) {}

    @Override
    public boolean covers(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    @Override
    public ResponseEntity<Object> answer(Problem problem) {
        int status = status(problem);
        return ResponseEntity.status(status)
                .headers(problem.headers())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(new Failure(problem.title(), status, problem.detail()));
    }

    private static int status(Problem problem) {
        if (problem.code().equals(ErrorCode.NOT_READY.code())) {
            return 404;
        }
        return problem.status() == 422 ? 400 : problem.status();
    }
}
