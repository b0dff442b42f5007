package io.muster.server.http;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses query parameters that a call under {@code /v1} does not have: a caller who misspells {@code limit}
 * or {@code dry_run} must not find out by what comes of it. What there is, the interface's document says. The
 * older interfaces never minded.
 */
@Component
@Order(KnownParameters.LAST)
class KnownParameters implements HandlerInterceptor {
    /** After the checks of who asks: it is none of a stranger's business what could be asked. */
    static final int LAST = Integer.MAX_VALUE;

    private final DocumentedParameters documented = new DocumentedParameters();

    KnownParameters() {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null
                && RequestPath.of(request).startsWith("/v1/")
                && request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern) {
            documented.of(request.getMethod(), pattern).ifPresent(known -> check(QueryNames.of(request), known));
        }
        return true;
    }

    private static void check(List<String> names, Set<String> known) {
        for (String name : names) {
            if (!name.isEmpty() && !known.contains(name)) {
                throw new MusterException(ErrorCode.INVALID_REQUEST, refusal(name, known));
            }
        }
    }

    private static String refusal(String name, Set<String> known) {
        return name + ": there is no such parameter here; "
                + (known.isEmpty() ? "there is none at all." : "there are " + String.join(", ", known) + ".");
    }
}
