package io.muster.server.http;

import io.muster.model.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses paths with parameters ({@code /a;b=c}), which nothing here has: filters and handlers would see different
 * paths, and Spring fails on broken ones.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class PathParameters extends OncePerRequestFilter {

    private final Problems problems;

    PathParameters(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().indexOf(';') >= 0) {
            problems.write(
                    RequestPath.of(request),
                    response,
                    ErrorCode.INVALID_REQUEST,
                    "The path has a \";\"; write it as %3B.");
        } else {
            chain.doFilter(request, response);
        }
    }
}
