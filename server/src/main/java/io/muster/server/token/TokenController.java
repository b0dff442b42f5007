package io.muster.server.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.AnyScope;
import io.muster.server.access.Caller;
import io.muster.server.access.CallerArgument;
import io.muster.server.access.ClientLogin;
import io.muster.server.http.FormBody;
import io.muster.server.http.ProblemException;
import io.muster.server.http.QueryNames;
import io.muster.server.limit.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
            tokens.revoke(token, caller);
        }
        return ResponseEntity.ok().build();
    }

    @GetMapping(path = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> keys() {
        return published(keys.published());
    }

    /** Apart from those of tokens: whoever checks tokens must not take keys that are long over. */
    @GetMapping(path = "/.well-known/receipt-keys.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> receiptKeys() {
        return published(keys.ofReceipts());
    }

    private static ResponseEntity<Map<String, Object>> published(List<RSAKey> keys) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .body(new JWKSet(List.<JWK>copyOf(keys)).toJSONObject(true));
    }

    /** Credentials may come in the header, where they are checked already, or in the body. */
    private Caller caller(ObjectNode body, HttpServletRequest request) {
        requireNoSecretInAddress(request);
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
                                "client_id or client_secret is missing or wrong; give an application's, by HTTP Basic or in"
                                        + " the body.",
                                "error",
                                "invalid_client")
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"muster\", charset=\"UTF-8\"");
            }
            throw e;
        }
    }

    private static void requireNoSecretInAddress(HttpServletRequest request) {
        try {
            QueryNames.requireNoSecret(request);
        } catch (MusterException e) {
            throw ProblemException.with(e.code(), e.detail(), "error", "invalid_request");
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
