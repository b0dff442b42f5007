package io.muster.server.http;

import io.muster.server.catalog.Ids;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request an id, the caller's if it is sane, and puts it into the answer and the log. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestId extends OncePerRequestFilter {
    static final String HEADER = "X-Request-Id";
    private static final String KEY = "request_id";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

    /** As {@link Ids} and UUIDs are written. */
    private static final Pattern HARMLESS =
            Pattern.compile("r_[0-9a-hjkmnp-tv-z]{22}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

    private final Ids ids;

    RequestId(Ids ids) {
        this.ids = ids;
    }

    /** The id of the request that this thread works for; empty outside of one. */
    public static String current() {
        String id = MDC.get(KEY);
        return id == null ? "" : id;
    }

    /**
     * The id of the request that this thread works for, where nothing of a person's can be in it: one of this server, or a UUID.
     * Empty otherwise, and outside of a request.
     */
    public static String harmless() {
        String id = current();
        return HARMLESS.matcher(id).matches() ? id : "";
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = id(request);
        request.setAttribute(KEY, id);
        MDC.put(KEY, id);
        response.setHeader(HEADER, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(KEY);
        }
    }

    /** An error page is a second dispatch of the same request, and has to have the same id. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private String id(HttpServletRequest request) {
        if (request.getAttribute(KEY) instanceof String known) {
            return known;
        }
        String given = request.getHeader(HEADER);
        return given != null && SANE.matcher(given).matches() ? given : ids.next("r");
    }
}
