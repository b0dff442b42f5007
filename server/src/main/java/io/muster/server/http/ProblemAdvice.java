package io.muster.server.http;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers with a problem document whatever a controller throws. */
@RestControllerAdvice
class ProblemAdvice {
    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Problem> answer(Throwable error, HttpServletResponse response) {
        Problem problem = problems.of(error);
        if (response.isCommitted()) {
            return null;
        }
        return ResponseEntity.status(problem.status())
                .headers(problem.headers())
                .contentType(Problem.MEDIA_TYPE)
                .body(problem);
    }
}
