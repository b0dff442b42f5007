package io.muster.server.token;

import com.nimbusds.jose.jwk.JWKSet;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.AnyScope;
import io.muster.server.access.Caller;
import io.muster.server.access.CallerArgument;
import io.muster.server.access.ClientLogin;
import io.muster.server.http.FormBody;
import io.muster.server.http.ProblemException;
import io.muster.server.limit.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OAuth 2.0: tokens for client credentials (RFC 6749), their revocation (RFC 7009) and the keys that sign them. */
@RestController
@AnyScope
class TokenController {
    private static final String GRANT = "client_credentials";

    private final Tokens tokens;
    private final SigningKeys keys;
    private final ClientLogin clients;
    private final RateLimits limits;
    private final FormBody bodies;

    TokenController(Tokens tokens, SigningKeys keys, ClientLogin clients, RateLimits limits, FormBody bodies) {
        this.tokens = tokens;
        this.keys = keys;
        this.clients = clients;
        this.limits = limits;
        this.bodies = bodies;
    }

    @PostMapping(path = "/oauth/token", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<View> issue(HttpServletRequest request) throws IOException {
        ObjectNode body = bodies.read(request);
        String grant = text(body, "grant_type").orElse("");
        if (!grant.equals(GRANT)) {
            throw ProblemException.with(
                    ErrorCode.INVALID_REQUEST,
                    "grant_type: '" + grant + "' is not possible here; give " + GRANT + ".",
                    "error",
                    grant.isEmpty() ? "invalid_request" : "unsupported_grant_type");
        }
        Caller caller = caller(body, request);
        limits.take(caller, "token");
        IssuedToken issued = tokens.issue(caller, tokens.usualLifetime());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new View(issued.token(), "Bearer", issued.lifetime().toSeconds(), issued.scopes()));
    }

    @PostMapping(path = "/oauth/revoke")
    ResponseEntity<Void> revoke(HttpServletRequest request) throws IOException {
        ObjectNode body = bodies.read(request);
        Caller caller = caller(body, request);
        String token = text(body, "token")
                .orElseThrow(() -> ProblemException.with(
                        ErrorCode.INVALID_REQUEST,
                        "token is missing; give the one to end.",
                        "error",
                        "invalid_request"));
        if (tokens.belongsTo(token, caller)) {
            tokens.revoke(token);
        }
        return ResponseEntity.ok().build();
    }

    @GetMapping(path = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> keys() {
        JWKSet set = new JWKSet(keys.published().stream()
                .<com.nimbusds.jose.jwk.JWK>map(key -> key)
                .toList());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .body(set.toJSONObject(true));
    }

    /** Credentials may come in the header, where they are checked already, or in the body. */
    private Caller caller(ObjectNode body, HttpServletRequest request) {
        Optional<Caller> known = CallerArgument.find();
        if (known.isPresent()) {
            return known.get();
        }
        try {
            return clients.check(
                    text(body, "client_id").orElse(""),
                    text(body, "client_secret").orElse(""),
                    request.getRemoteAddr());
        } catch (MusterException e) {
            if (e.code() == ErrorCode.UNAUTHORIZED) {
                throw ProblemException.with(
                                ErrorCode.UNAUTHORIZED,
                                "client_id or client_secret is wrong.",
                                "error",
                                "invalid_client")
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"muster\", charset=\"UTF-8\"");
            }
            throw e;
        }
    }

    private static Optional<String> text(ObjectNode body, String name) {
        JsonNode node = body.get(name);
        return node != null && node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    record View(String accessToken, String tokenType, long expiresIn, String scope) {
        @Override
        public String toString() {
            return "View[" + tokenType + "]";
        }
    }
}
