package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.server.audit.AuditEvent;
import io.muster.server.config.MusterProperties;
import io.muster.server.http.RequestPath;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what came without TLS, where that is set; a redirect would come too late for the credentials that were sent.
 * Health stays open: whoever watches over a process is beside it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class HttpsOnly extends OncePerRequestFilter {
    private final boolean required;
    private final Refusals refusals;
    private final FailedAttempts attempts;

    HttpsOnly(MusterProperties properties, Refusals refusals, FailedAttempts attempts) {
        this.required = properties.access().requireHttps();
        this.refusals = refusals;
        this.attempts = attempts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!required || request.isSecure() || RequestPath.of(request).startsWith("/health/")) {
            chain.doFilter(request, response);
            return;
        }
        attempts.refused(request.getRemoteAddr(), AuditEvent.NOBODY, AuditEvent.ANONYMOUS, ErrorCode.HTTPS_REQUIRED);
        refusals.write(
                Front.of(RequestPath.of(request)),
                request,
                response,
                new Refusal(
                        ErrorCode.HTTPS_REQUIRED,
                        "This server is told to take requests by HTTPS only; rotate the secret that was just sent.",
                        new HttpHeaders()));
    }
}
