package io.muster.server.facade.mparticle;

import io.muster.server.http.ErrorEnvelope;
import io.muster.server.http.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** {@code {"error": "…"}} for what is sent in: 422 where a field breaks a rule, 400 for all else that is wrong with it. */
@Component
class IngestErrors implements ErrorEnvelope {
    @Override
    public boolean covers(String path) {
        return comesIn(path);
    }

    static boolean comesIn(String path) {
        return IngestController.PATHS.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }

    @Override
    public ResponseEntity<Object> answer(Problem problem) {
        return ResponseEntity.status(status(problem))
                .headers(problem.headers())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new MparticleErrors.Failure(problem.detail()));
    }

    private static int status(Problem problem) {
        HttpStatus status = HttpStatus.valueOf(problem.status());
        return switch (status) {
            case BAD_REQUEST -> problem.errors().isEmpty() ? status.value() : HttpStatus.UNPROCESSABLE_CONTENT.value();
            case UNAUTHORIZED, UNSUPPORTED_MEDIA_TYPE -> HttpStatus.BAD_REQUEST.value();
            case CONFLICT -> HttpStatus.UNPROCESSABLE_CONTENT.value();
            default -> status.value();
        };
    }
}
