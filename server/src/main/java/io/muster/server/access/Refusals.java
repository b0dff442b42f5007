package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.server.http.Problems;
import io.muster.server.http.RequestPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Answers requests that did not get in; their interface's envelope words it. Thread-safe. */
@Component
class Refusals {
    private final Problems problems;

    Refusals(Problems problems) {
        this.problems = problems;
    }

    void write(Front front, HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        if (refusal.code() == ErrorCode.UNAUTHORIZED) {
            boolean script = front == Front.NATIVE && request.getHeader("Sec-Fetch-Mode") != null;
            refusal.headers().set(HttpHeaders.WWW_AUTHENTICATE, script ? Front.SESSION_CHALLENGE : front.challenge());
        }
        refusal.headers().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        problems.write(RequestPath.of(request), response, refusal.code(), refusal.detail());
    }
}
