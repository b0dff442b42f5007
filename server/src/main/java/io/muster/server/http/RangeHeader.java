package io.muster.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Spring takes a place in a file that no {@code long} holds for a malformed range; it is one behind the end
 * of every file.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
final class RangeHeader extends OncePerRequestFilter {
    private static final Pattern TOO_LONG = Pattern.compile("\\d{19,}");
    private static final String FAR = Long.toString(Long.MAX_VALUE / 10);

    RangeHeader() {}

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String range = request.getHeader(HttpHeaders.RANGE);
        boolean beyond = range != null && TOO_LONG.matcher(range).find();
        chain.doFilter(beyond ? new Clamped(request, TOO_LONG.matcher(range).replaceAll(FAR)) : request, response);
    }

    private static final class Clamped extends HttpServletRequestWrapper {
        private final String range;

        Clamped(HttpServletRequest request, String range) {
            super(request);
            this.range = range;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return isRange(name) ? range : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isRange(name) ? Collections.enumeration(Collections.singleton(range)) : super.getHeaders(name);
        }

        private static boolean isRange(String name) {
            return name.equalsIgnoreCase(HttpHeaders.RANGE);
        }
    }
}
