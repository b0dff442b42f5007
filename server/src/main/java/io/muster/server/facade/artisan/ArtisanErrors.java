package io.muster.server.facade.artisan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.model.ErrorCode;
import io.muster.server.http.ErrorEnvelope;
import io.muster.server.http.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** {@code {"success": false, "error": "…"}}, whatever went wrong. What is not there yet is not found, as ever here. */
@Component
class ArtisanErrors implements ErrorEnvelope {

    /** What went wrong, in words. */
    record Failure(@JsonProperty("success") boolean success, @JsonProperty("error") String error) {}

    @Override
    public boolean covers(String path) {
        return path.equals(ArtisanPaths.ROOT) || path.startsWith(ArtisanPaths.ROOT + "/");
    }

    @Override
    public ResponseEntity<Object> answer(Problem problem) {
        boolean early = problem.code().equals(ErrorCode.NOT_READY.code());
        return ResponseEntity.status(early ? HttpStatus.NOT_FOUND.value() : problem.status())
                .headers(problem.headers())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Failure(false, problem.detail()));
    }
}
