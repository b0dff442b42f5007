package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.server.http.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Answers requests that did not get in, each in its interface's words. Thread-safe. */
@Component
class Refusals {
    private final Map<Front, RefusalWriter> writers;
    private final Problems problems;

    Refusals(List<RefusalWriter> writers, Problems problems) {
        this.writers = writers.stream().collect(Collectors.toMap(RefusalWriter::front, Function.identity()));
        this.problems = problems;
    }

    void write(Front front, HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        if (refusal.code() == ErrorCode.UNAUTHORIZED) {
            boolean script = front == Front.NATIVE && request.getHeader("Sec-Fetch-Mode") != null;
            refusal.headers()
                    .set(HttpHeaders.WWW_AUTHENTICATE, script ? Front.SESSION_CHALLENGE : front.challenge());
        }
        refusal.headers().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setStatus(refusal.code().status());
        RefusalWriter writer = writers.get(front);
        if (writer == null) {
            problems.write(request.getRequestURI(), response, refusal.code(), refusal.detail());
        } else {
            writer.write(request, response, refusal);
        }
    }
}
