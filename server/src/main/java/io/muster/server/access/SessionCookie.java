package io.muster.server.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;

/** The cookie that a person's session lives in: not for scripts, not for other sites. */
public final class SessionCookie {
    private static final String PLAIN = "muster_session";
    /** Over TLS the name binds the cookie to this host. */
    private static final String SECURE = "__Host-" + PLAIN;

    private static final List<String> NAMES = List.of(SECURE, PLAIN);

    private SessionCookie() {}

    /** What the request carries. */
    public static Optional<String> find(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> NAMES.contains(cookie.getName()))
                .map(Cookie::getValue)
                .findFirst();
    }

    /** A header's value that sets it until the browser closes. */
    public static String of(String value, HttpServletRequest request) {
        return cookie(value, request).build().toString();
    }

    /** A header's value that takes it away. */
    public static String none(HttpServletRequest request) {
        return cookie("", request).maxAge(0).build().toString();
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String value, HttpServletRequest request) {
        boolean secure = request.isSecure();
        return ResponseCookie.from(secure ? SECURE : PLAIN, value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict");
    }
}
