package io.muster.server.facade.artsy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.server.access.AnyScope;
import io.muster.server.access.Caller;
import io.muster.server.access.ClientLogin;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.access.TokenHeader;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Parameters;
import io.muster.server.http.QueryNames;
import io.muster.server.limit.RateLimits;
import io.muster.server.person.SignIn;
import io.muster.server.token.IssuedToken;
import io.muster.server.token.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tokens of applications and users, for their credentials. */
@RestController
@RequestMapping(produces = {ArtsyPaths.JSON, ArtsyPaths.HAL, ArtsyPaths.ARTSY})
@RequiredScope(Scope.READ)
class ArtsyTokenController {
    private static final Duration OF_APPLICATION = Duration.ofDays(7);
    private static final Duration OF_ACCESS = Duration.ofDays(60);
    private static final int LONGEST = 1000;
    private static final String GRANT = "grant_type";

    private final ClientLogin clients;
    private final SignIn signIn;
    private final Tokens tokens;
    private final RateLimits limits;

    ArtsyTokenController(ClientLogin clients, SignIn signIn, Tokens tokens, RateLimits limits) {
        this.clients = clients;
        this.signIn = signIn;
        this.tokens = tokens;
        this.limits = limits;
    }

    /** A token of an application. */
    record XappToken(
            @JsonProperty("type") String type,
            @JsonProperty("token") String token,
            @JsonProperty("expires_at") String expiresAt) {
        @Override
        public String toString() {
            return "XappToken[" + expiresAt + "]";
        }
    }

    /**
     * A token to call with.
     *
     * @param expiresIn the instant of its end, whatever the name says
     */
    record AccessToken(
            @JsonProperty("access_token") String token,
            @JsonProperty("expires_in") String expiresIn) {
        @Override
        public String toString() {
            return "AccessToken[" + expiresIn + "]";
        }
    }

    @PostMapping(
            path = ArtsyPaths.ROOT + "/tokens/xapp_token",
            consumes = {ArtsyPaths.JSON, ArtsyPaths.FORM, ArtsyPaths.HAL, ArtsyPaths.ARTSY})
    @AnyScope
    ResponseEntity<XappToken> application(Parameters sent, HttpServletRequest request) {
        IssuedToken issued = tokens.issue(client(sent, request), OF_APPLICATION);
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new XappToken("xapp_token", issued.token(), ArtsyTime.of(issued.expiresAt())));
    }

    @PostMapping(
            path = ArtsyPaths.OAUTH + "/access_token",
            consumes = {ArtsyPaths.JSON, ArtsyPaths.FORM, ArtsyPaths.HAL, ArtsyPaths.ARTSY})
    @AnyScope
    ResponseEntity<AccessToken> access(Parameters sent, HttpServletRequest request) {
        QueryNames.requireNoSecret(request);
        String grant = sent.text(GRANT).orElse("");
        IssuedToken issued =
                switch (grant) {
                    case "credentials" -> ofPerson(sent, request);
                    case "client_credentials" -> tokens.issue(client(sent, request), OF_ACCESS);
                    case "authorization_code" ->
                        throw wrongGrant("this server has no page to sign in at for an application, so it gives out "
                                + "no codes; give credentials (email, password) or client_credentials.");
                    default -> throw wrongGrant("'" + grant + "' cannot be; give credentials or client_credentials.");
                };
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new AccessToken(issued.token(), ArtsyTime.of(issued.expiresAt())));
    }

    @DeleteMapping(ArtsyPaths.ROOT + "/tokens/access_token")
    @AnyScope
    ResponseEntity<Void> revoke(Caller caller, HttpServletRequest request) {
        TokenHeader.find(request).ifPresent(token -> tokens.revoke(token, caller));
        return ResponseEntity.noContent().build();
    }

    private IssuedToken ofPerson(Parameters sent, HttpServletRequest request) {
        List<String> login = texts(sent, "email", "password");
        ClientLogin.Holder client = client(sent, request);
        Caller person = signIn.check(
                login.getFirst(),
                login.getLast(),
                Optional.of(client.caller().organization()),
                request.getRemoteAddr());
        return tokens.issue(person, client, OF_ACCESS);
    }

    private ClientLogin.Holder client(Parameters sent, HttpServletRequest request) {
        List<String> pair = texts(sent, "client_id", "client_secret");
        ClientLogin.Holder holder = clients.holder(pair.getFirst(), pair.getLast(), request.getRemoteAddr());
        limits.take(holder.caller(), "artsy");
        limits.take(holder.caller(), "token");
        return holder;
    }

    private static List<String> texts(Parameters sent, String first, String second) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        sent.text(first).ifPresent(text -> body.put(first, text));
        sent.text(second).ifPresent(text -> body.put(second, text));
        JsonFields fields = new JsonFields(body);
        Optional<String> one = fields.requiredText(first, 1, LONGEST);
        Optional<String> other = fields.requiredText(second, 1, LONGEST);
        fields.done();
        return List.of(one.orElseThrow(), other.orElseThrow());
    }

    private static MusterException wrongGrant(String why) {
        String detail = GRANT + ": " + why;
        return new MusterException(
                ErrorCode.INVALID_REQUEST,
                detail,
                List.of(new FieldError("/" + GRANT, ErrorCode.INVALID_REQUEST, detail)));
    }
}
