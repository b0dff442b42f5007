package io.muster.server.access;

import io.muster.model.MusterException;
import io.muster.server.config.MusterProperties;
import io.muster.server.config.MusterProperties.ProxyHeaders;
import io.muster.server.config.StartException;
import io.muster.server.http.Transport;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes a request look as it did to the first proxy that is trusted: its sender's address, its scheme and its host. From
 * anybody else such headers are what their sender likes to claim, and are left alone.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ForwardedRequests extends OncePerRequestFilter implements Transport {
    private final AddressList trusted;
    private final ProxyHeaders headers;

    ForwardedRequests(MusterProperties properties) {
        List<String> proxies = properties.access().trustedProxies();
        proxies.forEach(ForwardedRequests::check);
        this.trusted = new AddressList(proxies);
        this.headers = properties.access().proxyHeaders();
    }

    private static void check(String proxy) {
        try {
            AddressList.check(proxy);
        } catch (MusterException e) {
            throw new StartException("muster.access.trusted-proxies: " + e.detail(), e);
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(seen(request), response);
    }

    @Override
    public boolean isSecure(HttpServletRequest request) {
        return seen(request).isSecure();
    }

    private HttpServletRequest seen(HttpServletRequest request) {
        boolean passedOn = trusted.covers(request.getRemoteAddr());
        return passedOn ? new Seen(request, ForwardedHeader.of(request, trusted, headers)) : request;
    }

    /** The request as the trusted proxy saw it. */
    private static final class Seen extends HttpServletRequestWrapper {
        private final ForwardedHeader.Origin origin;

        Seen(HttpServletRequest request, ForwardedHeader.Origin origin) {
            super(request);
            this.origin = origin;
        }

        @Override
        public String getRemoteAddr() {
            return origin.address();
        }

        @Override
        public String getRemoteHost() {
            return origin.address();
        }

        @Override
        public String getScheme() {
            return origin.scheme();
        }

        @Override
        public boolean isSecure() {
            return origin.scheme().equals("https");
        }

        @Override
        public String getServerName() {
            return origin.host();
        }

        @Override
        public int getServerPort() {
            return origin.port();
        }

        @Override
        public StringBuffer getRequestURL() {
            boolean usual = origin.port() == (isSecure() ? 443 : 80);
            return new StringBuffer(origin.scheme())
                    .append("://")
                    .append(origin.host())
                    .append(usual ? "" : ":" + origin.port())
                    .append(getRequestURI());
        }
    }
}
