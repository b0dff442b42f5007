package io.muster.server.facade.mparticle;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.server.http.ErrorEnvelope;
import io.muster.server.http.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** {@code {"error": "…"}}, whatever went wrong. What is wrong with a body is 400 here. */
@Component
class MparticleErrors implements ErrorEnvelope {
    static final String ROOT = "/service";

    /** What went wrong, in words. */
    record Failure(@JsonProperty("error") String error) {}

    @Override
    public boolean covers(String path) {
        return !IngestErrors.comesIn(path) && (path.equals(ROOT) || path.startsWith(ROOT + "/"));
    }

    @Override
    public ResponseEntity<Object> answer(Problem problem) {
        boolean ofBody = problem.status() == HttpStatus.UNPROCESSABLE_CONTENT.value()
                || problem.status() == HttpStatus.UNSUPPORTED_MEDIA_TYPE.value();
        return ResponseEntity.status(ofBody ? HttpStatus.BAD_REQUEST.value() : problem.status())
                .headers(problem.headers())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Failure(problem.detail()));
    }
}
