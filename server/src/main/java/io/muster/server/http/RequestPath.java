package io.muster.server.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/**
 * What path was asked for: decoded and without {@code .} and {@code ..}, as controllers are found by. Whatever goes by an
 * interface's paths goes by this one; in the URI any letter may be written otherwise ({@code /%61pi} for {@code /api}).
 */
public final class RequestPath {
    private static final String KNOWN = RequestPath.class.getName();

    private RequestPath() {}

    /** The path of a request; of its error page, the one that failed. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(KNOWN) instanceof String known) {
            return known;
        }
        String path = request.getDispatcherType() == DispatcherType.ERROR ? failed(request) : asked(request);
        request.setAttribute(KNOWN, path);
        return path;
    }

    private static String asked(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }

    /** What no filter has seen. */
    private static String failed(HttpServletRequest request) {
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String raw = uri == null ? request.getRequestURI() : uri.toString();
        try {
            return UriUtils.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }
}
