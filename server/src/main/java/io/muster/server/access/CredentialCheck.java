package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.audit.AuditEvent;
import io.muster.server.http.ProblemException;
import java.util.Optional;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

/** Checks credentials of every kind. Thread-safe. */
@Component
class CredentialCheck implements AuthenticationManager {
    private final ClientLogin clients;
    private final TokenCheck tokens;
    private final SessionCheck sessions;
    private final FailedAttempts attempts;

    CredentialCheck(ClientLogin clients, TokenCheck tokens, SessionCheck sessions, FailedAttempts attempts) {
        this.clients = clients;
        this.tokens = tokens;
        this.sessions = sessions;
        this.attempts = attempts;
    }

    /** Credentials that did not get their sender in. */
    static final class Refused extends AuthenticationException {
        private static final long serialVersionUID = 1;

        private final transient Refusal refusal;

        Refused(RuntimeException cause) {
            super("refused", cause);
            this.refusal = Refusal.of(cause);
        }

        Refusal refusal() {
            return refusal;
        }
    }

    @Override
    public Authentication authenticate(Authentication given) {
        if (!(given instanceof PresentedAuthentication presented)) {
            throw new IllegalArgumentException(given.getClass().toString());
        }
        try {
            return caller(presented)
                    .<Authentication>map(caller -> new CallerAuthentication(caller, presented))
                    .orElseGet(CredentialCheck::nobody);
        } catch (MusterException | ProblemException e) {
            throw new Refused(e);
        }
    }

    /** Empty where the request is to be treated as one without credentials. */
    Optional<Caller> caller(PresentedAuthentication given) {
        String address = given.address();
        return switch (given.presented()) {
            case Presented.Pair pair -> Optional.of(clients.check(pair.clientId(), pair.clientSecret(), address));
            case Presented.WriteKey key -> Optional.of(clients.writer(key.clientId(), address));
            case Presented.Token token -> Optional.of(caller(token.token(), address));
            case Presented.Session session ->
                sessions.check(session.cookie(), session.proof(), session.changes(), address);
            case Presented.Malformed malformed ->
                throw attempts.wrong(
                        address, AuditEvent.NOBODY, "The credentials are malformed. " + ClientLogin.HOW_TO);
        };
    }

    private Caller caller(String token, String address) {
        if (!tokens.wasGood(token) && !attempts.mayLookUp(address)) {
            throw attempts.wrong(address, AuditEvent.NOBODY, TokenCheck.HOW_TO);
        }
        try {
            return tokens.check(token, address);
        } catch (MusterException e) {
            throw e.code() == ErrorCode.UNAUTHORIZED ? attempts.wrong(address, AuditEvent.NOBODY, e.detail()) : e;
        }
    }

    /** A session that is over must not keep its owner from the page to sign in at. */
    private static Authentication nobody() {
        return new AnonymousAuthenticationToken(
                "nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
    }
}
