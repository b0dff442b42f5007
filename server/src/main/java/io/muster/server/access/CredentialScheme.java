package io.muster.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways that interfaces have credentials sent. */
enum CredentialScheme {
    /** {@code Authorization: Basic}, of client id and secret. */
    BASIC {
        @Override
        Optional<Presented> read(HttpServletRequest request) {
            return after(request, "basic").map(CredentialScheme::pair);
        }
    },
    /** {@code Authorization: Basic} of a client id alone, as tracking libraries send it, or with its secret. */
    WRITE_KEY {
        @Override
        Optional<Presented> read(HttpServletRequest request) {
            return BASIC.read(request)
                    .map(given -> given instanceof Presented.Pair pair
                                    && pair.clientSecret().isEmpty()
                            ? new Presented.WriteKey(pair.clientId())
                            : given);
        }
    },
    /** {@code Authorization: Bearer}. */
    BEARER {
        @Override
        Optional<Presented> read(HttpServletRequest request) {
            return after(request, "bearer").map(Presented.Token::new);
        }
    },
    /** {@code Authorization: Token token="SECRET"} beside {@code public-api-key}. */
    TOKEN_AND_KEY {
        @Override
        Optional<Presented> read(HttpServletRequest request) {
            return after(request, "token").map(rest -> {
                Matcher secret = QUOTED_TOKEN.matcher(rest);
                String key = request.getHeader("public-api-key");
                return secret.matches() && key != null
                        ? new Presented.Pair(key.strip(), secret.group(1))
                        : new Presented.Malformed();
            });
        }
    },
    /** {@code X-Access-Token}, {@code X-Auth-Token} or {@code X-Xapp-Token}. */
    TOKEN_HEADER {
        @Override
        Optional<Presented> read(HttpServletRequest request) {
            return TokenHeader.find(request).map(Presented.Token::new);
        }
    },
    /** A person's session in a cookie. */
    SESSION {
        @Override
        Optional<Presented> read(HttpServletRequest request) {
            String proof = request.getHeader("X-CSRF-Token");
            return SessionCookie.SESSION
                    .find(request)
                    .map(cookie -> new Presented.Session(
                            cookie, proof == null ? "" : proof, !SAFE.contains(request.getMethod())));
        }
    };

    /** The headers that credentials come in, but cookies, of which there are many. */
    static final List<String> HEADERS = List.of(
            "Authorization", "public-api-key", "X-Access-Token", "X-Auth-Token", "X-Xapp-Token", "X-CSRF-Token");

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern QUOTED_TOKEN = Pattern.compile("\\s*token\\s*=\\s*\"?([^\"\\s,]+)\"?\\s*(?:,.*)?");

    /** What the request brings of this scheme; empty where it brings nothing of it. */
    abstract Optional<Presented> read(HttpServletRequest request);

    private static Optional<String> after(HttpServletRequest request, String scheme) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            return Optional.empty();
        }
        String[] parts = header.strip().split("\\s+", 2);
        boolean same = parts[0].toLowerCase(Locale.ROOT).equals(scheme);
        return same ? Optional.of(parts.length == 2 ? parts[1] : "") : Optional.empty();
    }

    private static Presented pair(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? new Presented.Malformed()
                    : new Presented.Pair(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return new Presented.Malformed();
        }
    }
}
