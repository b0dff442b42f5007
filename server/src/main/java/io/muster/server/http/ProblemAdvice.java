package io.muster.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers whatever a controller throws, in the words of the interface that was called. */
@RestControllerAdvice
class ProblemAdvice {
    private static final Set<String> OF_CONTENT = Set.of(
            "content-length",
            "content-type",
            "content-disposition",
            "content-encoding",
            "content-range",
            "accept-ranges",
            "cache-control",
            "etag");

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> answer(Throwable error, HttpServletRequest request, HttpServletResponse response) {
        Problem problem = problems.of(error);
        if (response.isCommitted()) {
            ProblemValve.breakOff(request);
            return null;
        }
        forgetContent(response);
        return problems.answer(RequestPath.of(request), problem);
    }

    /** An answer that failed before its first byte has left headers behind that say what would have come. */
    private static void forgetContent(HttpServletResponse response) {
        if (OF_CONTENT.stream().noneMatch(response::containsHeader)) {
            return;
        }
        Map<String, List<String>> others = new LinkedHashMap<>();
        for (String name : response.getHeaderNames()) {
            if (!OF_CONTENT.contains(name.toLowerCase(Locale.ROOT))) {
                others.put(name, List.copyOf(response.getHeaders(name)));
            }
        }
        response.reset();
        others.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    }
}
