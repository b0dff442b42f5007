package io.muster.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.stream.Stream;

/** The headers in which one of the older interfaces has tokens sent. */
public final class TokenHeader {

    private TokenHeader() {}

    /** The token of {@code X-Access-Token}, {@code X-Auth-Token} or {@code X-Xapp-Token}, whichever comes first. */
    public static Optional<String> find(HttpServletRequest request) {
        return Stream.of("X-Access-Token", "X-Auth-Token", "X-Xapp-Token")
                .map(request::getHeader)
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst();
    }
}
