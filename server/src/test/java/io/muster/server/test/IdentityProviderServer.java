package io.muster.server.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * An identity provider over HTTP, with signatures and codes as real ones have them: a code is good once, for its client, its
 * address and its verifier. What it says in its tokens can be changed. Thread-safe.
 */
public final class IdentityProviderServer implements AutoCloseable {
    public static final String CLIENT_ID = "muster";
    public static final String ACCESS_TOKEN = "an-access-token-of-the-provider";
    public static final String CLIENT_SECRET = "the-provider's-secret-for-us";

    private final HttpReceiver http = new HttpReceiver();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private volatile RSAKey key = key();
    private volatile String issuer = http.url("");
    private volatile Consumer<JWTClaimsSet.Builder> says = claims -> {};
    private volatile Function<JWTClaimsSet, JWT> signs = this::signed;
    private volatile Map<String, Object> userInfo = Map.of();

    public IdentityProviderServer() throws IOException {
        http.answer(this::answer);
    }

    public String issuer() {
        return http.url("");
    }

    /** What a server has to be told of it. */
    public Map<String, String> settings() {
        return Map.of(
                "muster.public-url",
                "https://muster.example.com",
                "muster.outbound.allow",
                "127.0.0.0/8",
                "muster.oidc.issuer",
                issuer(),
                "muster.oidc.client-id",
                CLIENT_ID,
                "muster.oidc.client-secret",
                CLIENT_SECRET);
    }

    /** What its tokens say beside, or instead of, what they have to. */
    public void says(Consumer<JWTClaimsSet.Builder> change) {
        says = change;
    }

    /** How its tokens are signed; null for as they should be. */
    public void signs(Function<JWTClaimsSet, JWT> how) {
        signs = how;
    }

    /** What it answers whoever has an access token. */
    public void tells(Map<String, Object> claims) {
        userInfo = claims;
    }

    /** What it calls itself from now on. */
    public void callsItself(String name) {
        issuer = name;
    }

    /** Everything as it should be, and a key that nobody has seen. */
    public void anew() {
        key = key();
        issuer = http.url("");
        says = claims -> {};
        signs = this::signed;
        userInfo = Map.of();
    }

    /** Signs in whoever comes with that URL: the query to go back with. */
    public String authorize(String url) {
        Map<String, String> asked = parameters(URI.create(url).getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        return "code=" + code + "&state=" + asked.get("state");
    }

    public JWT signed(JWTClaimsSet claims) {
        return signed(claims, key);
    }

    public static JWT signed(JWTClaimsSet claims, RSAKey by) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), claims);
        try {
            jwt.sign(new RSASSASigner(by));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt;
    }

    public RSAKey publicKey() {
        return key.toPublicJWK();
    }

    public static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" -> send(exchange, 200, describe());
            case "/keys" -> send(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject());
            case "/token" -> token(exchange);
            case "/userinfo" -> send(exchange, 200, userInfo);
            default -> send(exchange, 404, Map.of());
        }
    }

    private Map<String, Object> describe() {
        return Map.of(
                "issuer",
                issuer,
                "authorization_endpoint",
                http.url("/authorize"),
                "token_endpoint",
                http.url("/token"),
                "userinfo_endpoint",
                http.url("/userinfo"),
                "jwks_uri",
                http.url("/keys"),
                "response_types_supported",
                new String[] {"code"},
                "subject_types_supported",
                new String[] {"public"},
                "id_token_signing_alg_values_supported",
                new String[] {"RS256"});
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> sent = parameters(http.at("/token").getLast().body());
        Map<String, String> asked = codes.getOrDefault(sent.getOrDefault("code", ""), Map.of());
        codes.remove(sent.getOrDefault("code", ""));
        String pair = Base64.getEncoder()
                .encodeToString((CLIENT_ID + ":" + CLIENT_SECRET.replace("'", "%27")).getBytes(StandardCharsets.UTF_8));
        boolean good = !asked.isEmpty()
                && ("Basic " + pair).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && Objects.equals(sent.get("redirect_uri"), asked.get("redirect_uri"))
                && "S256".equals(asked.get("code_challenge_method"))
                && challenge(sent.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"));
        if (!good) {
            send(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("u-1")
                .audience(CLIENT_ID)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .claim("nonce", asked.get("nonce"));
        says.accept(claims);
        send(
                exchange,
                200,
                Map.of(
                        "access_token",
                        ACCESS_TOKEN,
                        "token_type",
                        "Bearer",
                        "id_token",
                        signs.apply(claims.build()).serialize()));
    }

    private static void send(HttpExchange exchange, int status, Object json) throws IOException {
        byte[] bytes = JsonMapper.shared().writeValueAsBytes(json);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> parameters(String form) {
        return Stream.of(form.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String challenge(String verifier) {
        try {
            return Base64URL.encode(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)))
                    .toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
