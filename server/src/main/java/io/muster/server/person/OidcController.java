package io.muster.server.person;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.AnyScope;
import io.muster.server.access.Caller;
import io.muster.server.access.FailedAttempts;
import io.muster.server.access.SessionCookie;
import io.muster.server.audit.AuditEvent;
import io.muster.server.oidc.IdentityProvider;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes a browser to the identity provider and back into a session. */
@RestController
@AnyScope
class OidcController {
    private static final String REFUSED = "Too many sign-ins from your address failed.";

    /** Nothing that a browser could read as another server's address. */
    private static final Pattern PATH = Pattern.compile("/(?!/)[!-\\[\\]-~]{0,1000}");

    private final IdentityProvider provider;
    private final SignIn signIn;
    private final Sessions sessions;
    private final FailedAttempts attempts;

    OidcController(IdentityProvider provider, SignIn signIn, Sessions sessions, FailedAttempts attempts) {
        this.provider = provider;
        this.signIn = signIn;
        this.sessions = sessions;
        this.attempts = attempts;
    }

    @GetMapping("/oidc/sign-in")
    ResponseEntity<Void> begin(
            @RequestParam Optional<String> organization,
            @RequestParam(name = "return_to", defaultValue = "/docs") String returnTo,
            HttpServletRequest request) {
        if (!PATH.matcher(returnTo).matches()) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST, "return_to: '" + returnTo + "' is no path of this server; give /docs.");
        }
        IdentityProvider.Begun begun = provider.begin(organization, returnTo);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(begun.at())
                .header(HttpHeaders.SET_COOKIE, SessionCookie.SIGN_IN.of(begun.pending(), request))
                .build();
    }

    /** What comes here comes from anybody; many that are no good are no longer taken to the provider. */
    @GetMapping(IdentityProvider.CALLBACK)
    ResponseEntity<Void> end(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        if (!attempts.mayLookUp(address)) {
            throw attempts.wrong(address, AuditEvent.NOBODY, REFUSED);
        }
        try {
            IdentityProvider.Vouched vouched =
                    provider.finish(parameters(request), SessionCookie.SIGN_IN.find(request));
            Caller caller = signIn.vouched(vouched.email(), vouched.organization(), "oidc");
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create(vouched.returnTo()))
                    .header(
                            HttpHeaders.SET_COOKIE,
                            SessionCookie.SESSION.of(sessions.begin(caller).cookie(), request),
                            SessionCookie.SIGN_IN.none(request))
                    .build();
        } catch (MusterException e) {
            throw e.code() == ErrorCode.UNAUTHORIZED ? counted(address, e) : e;
        }
    }

    private RuntimeException counted(String address, MusterException refused) {
        RuntimeException answer = attempts.wrong(address, AuditEvent.NOBODY, refused.detail());
        return answer instanceof MusterException first ? SessionController.refused(first) : answer;
    }

    private static Map<String, List<String>> parameters(HttpServletRequest request) {
        Map<String, List<String>> parameters = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        return parameters;
    }
}
