package io.muster.server.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;

/** The cookies of people's sessions and sign-ins: not for scripts, and bound to this host by their names over TLS. */
public enum SessionCookie {
    /** What a session lives in until the browser closes; not for other sites. */
    SESSION("muster_session", "Strict"),
    /** A sign-in under way; another site sends the browser back with it. */
    SIGN_IN("muster_sign_in", "Lax");

    private static final String BOUND = "__Host-";

    private final String plain;
    private final String sameSite;

    SessionCookie(String plain, String sameSite) {
        this.plain = plain;
        this.sameSite = sameSite;
    }

    /** What the request carries. Over TLS a cookie with the plain name may be another host's, or come from plain HTTP. */
    public Optional<String> find(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        String name = name(request);
        return Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    /** A header's value that sets it until the browser closes. */
    public String of(String value, HttpServletRequest request) {
        return cookie(value, request).build().toString();
    }

    /** A header's value that takes it away. */
    public String none(HttpServletRequest request) {
        return cookie("", request).maxAge(0).build().toString();
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String value, HttpServletRequest request) {
        return ResponseCookie.from(name(request), value)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite(sameSite);
    }

    private String name(HttpServletRequest request) {
        return request.isSecure() ? BOUND + plain : plain;
    }
}
