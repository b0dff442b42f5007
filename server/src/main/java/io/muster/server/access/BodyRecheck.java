package io.muster.server.access;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Looks again at a request's credentials while its body comes: what comes after they have ended is to have no effect. It
 * stands before the filter that looks at them first. Thread-safe.
 */
final class BodyRecheck implements Filter {
    private final CallerRecheck recheck;
    private final Clock clock;

    BodyRecheck(CallerRecheck recheck, Clock clock) {
        this.recheck = recheck;
        this.clock = clock;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                request instanceof HttpServletRequest http ? new Watched(http, clock.instant()) : request, response);
    }

    private final class Watched extends HttpServletRequestWrapper {
        private final Instant begun;
        private @Nullable ServletInputStream body;

        Watched(HttpServletRequest request, Instant begun) {
            super(request);
            this.begun = begun;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream open = body;
            if (open == null) {
                open = new WatchedBody(super.getInputStream(), recheck::require, clock, begun);
                body = open;
            }
            return open;
        }
    }
}
