package io.muster.server.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The interfaces that the server speaks, each on paths of its own with credentials of its own. What is open asks for no
 * credentials here; there the controller has to say who may.
 */
// Its lists are List.of, which Error Prone cannot see.
@SuppressWarnings("ImmutableEnumChecker")
public enum Front {
    /** Calls of tracking libraries: a public write key in a header or in the body. */
    TRACKING(
            List.of(
                    "/v1/identify",
                    "/v1/track",
                    "/v1/page",
                    "/v1/screen",
                    "/v1/group",
                    "/v1/alias",
                    "/v1/batch",
                    "/v1/import",
                    "/v1/import/"),
            List.of("/v1/**"),
            List.of(CredentialScheme.WRITE_KEY, CredentialScheme.BEARER),
            "Send a client_id as the write key."),
    ARTISAN(
            List.of("/public/api", "/public/api/**"),
            List.of(),
            List.of(CredentialScheme.TOKEN_AND_KEY),
            "Send Authorization: Token token=\"SECRET\" and public-api-key: KEY."),
    /** Its ingestion calls bring the public key in the body or the path. */
    MPARTICLE(
            List.of("/service", "/service/**"),
            List.of(
                    "/service/event",
                    "/service/event/**",
                    "/service/identify",
                    "/service/identify/**",
                    "/service/alias",
                    "/service/alias/**"),
            List.of(CredentialScheme.BASIC),
            "Send HTTP Basic credentials: the API key and the access token."),
    ARTSY(
            List.of("/api", "/api/**", "/oauth2/**"),
            List.of("/api", "/api/status", "/api/tokens/xapp_token", "/oauth2/access_token"),
            List.of(CredentialScheme.TOKEN_HEADER),
            "Send X-Access-Token."),
    APSIS(
            List.of("/audience", "/audience/**"),
            List.of(),
            List.of(CredentialScheme.BEARER),
            "Send Authorization: Bearer with a token of /oauth/token."),
    /** Where tokens are got: for an application's own credentials, never for a token or a session. */
    TOKEN(
            List.of("/oauth/token"),
            List.of("/oauth/token"),
            List.of(CredentialScheme.BASIC),
            "Send client_id and client_secret, by HTTP Basic or in the body."),
    /** {@code /v1} and whatever no other interface claims. */
    NATIVE(
            List.of("/**"),
            List.of(
                    "/health/**",
                    "/docs",
                    "/docs/**",
                    "/v1/openapi.json",
                    "/oauth/revoke",
                    "/oidc/**",
                    "/.well-known/jwks.json",
                    "/.well-known/receipt-keys.json",
                    "/files/**"),
            List.of(CredentialScheme.BASIC, CredentialScheme.BEARER, CredentialScheme.SESSION),
            ClientLogin.HOW_TO);

    /** For browsers, which would ask for a password of their own where they know the scheme. */
    public static final String SESSION_CHALLENGE = "Session realm=\"muster\"";

    private static final String BASIC_CHALLENGE = "Basic realm=\"muster\", charset=\"UTF-8\"";

    private static final List<String> DATA =
            List.of("/v1/**", "/oauth/**", "/oidc/**", "/files/**", "/health/**", "/metrics", "/.well-known/**");

    private final List<String> paths;
    private final List<String> open;
    private final List<CredentialScheme> schemes;
    private final String howTo;

    Front(List<String> paths, List<String> open, List<CredentialScheme> schemes, String howTo) {
        this.paths = paths;
        this.open = open;
        this.schemes = schemes;
        this.howTo = howTo;
    }

    String[] paths() {
        return paths.toArray(new String[0]);
    }

    String[] open() {
        return open.toArray(new String[0]);
    }

    List<CredentialScheme> schemes() {
        return schemes;
    }

    /** The interface that a path belongs to. */
    public static Front of(String path) {
        return Arrays.stream(values())
                .filter(front -> front.paths.stream().anyMatch(pattern -> matches(pattern, path)))
                .findFirst()
                .orElse(NATIVE);
    }

    /** Whether a browser may get a page at that path, and not data. */
    static boolean isPage(String path) {
        return of(path) == NATIVE && DATA.stream().noneMatch(pattern -> matches(pattern, path));
    }

    private static boolean matches(String pattern, String path) {
        return pattern.endsWith("/**")
                ? path.startsWith(pattern.substring(0, pattern.length() - 2))
                : path.equals(pattern);
    }

    /** The name of the limit that all its calls share, where it has one. */
    public Optional<String> limit() {
        return switch (this) {
            case ARTSY, APSIS -> Optional.of(name().toLowerCase(Locale.ROOT));
            case TRACKING, ARTISAN, MPARTICLE, TOKEN, NATIVE -> Optional.empty();
        };
    }

    /** How to send credentials, in words. */
    public String howTo() {
        return howTo;
    }

    /** The value of {@code WWW-Authenticate}. */
    String challenge() {
        return switch (this) {
            case TRACKING, MPARTICLE, TOKEN, NATIVE -> BASIC_CHALLENGE;
            case ARTISAN -> "Token realm=\"muster\"";
            case ARTSY, APSIS -> "Bearer realm=\"muster\"";
        };
    }
}
