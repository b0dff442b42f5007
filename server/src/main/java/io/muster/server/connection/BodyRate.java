package io.muster.server.connection;

import io.muster.server.config.MusterProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives up bodies that come so slowly that they can only be meant to keep the server waiting. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class BodyRate extends OncePerRequestFilter {
    private final MusterProperties.Http limits;

    BodyRate(MusterProperties properties) {
        this.limits = properties.http();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean body = request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        chain.doFilter(body ? new Timed(request) : request, response);
    }

    private final class Timed extends HttpServletRequestWrapper {
        private @Nullable ServletInputStream body;

        Timed(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream open = body;
            if (open == null) {
                open = new TimedBody(
                        super.getInputStream(),
                        new Pace(limits.bodyTime(), limits.bodyRate().toBytes()),
                        System::nanoTime);
                body = open;
            }
            return open;
        }
    }
}
