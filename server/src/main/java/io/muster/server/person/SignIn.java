package io.muster.server.person;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.Caller;
import io.muster.server.access.FailedAttempts;
import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditLog;
import io.muster.server.catalog.Catalog;
import io.muster.server.config.MusterProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Tells a person by e-mail and password, or by who vouches for them. After some wrong passwords in a row the person is
 * locked out for a while that doubles each time. Every guess is counted before it is looked at, so that no more are looked
 * at however many come at once, to however many servers. A wrong password, an unknown e-mail, a disabled person and one locked out
 * get the same answer after the same work. Every try is audited. Thread-safe.
 */
@Service
public class SignIn {
    private static final String REFUSED = "E-mail or password is wrong, or it was tried too often; wait and try again.";
    private static final int TRIES = 5;
    private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
    private static final Duration LONGEST_LOCK = Duration.ofHours(1);

    private final PersonStore store;
    private final People people;
    private final Passwords passwords;
    private final FailedAttempts attempts;
    private final AuditLog audit;
    private final Catalog catalog;
    private final Clock clock;
    private final boolean byPassword;

    SignIn(
            PersonStore store,
            People people,
            Passwords passwords,
            FailedAttempts attempts,
            AuditLog audit,
            Catalog catalog,
            Clock clock,
            MusterProperties properties) {
        this.store = store;
        this.people = people;
        this.passwords = passwords;
        this.attempts = attempts;
        this.audit = audit;
        this.catalog = catalog;
        this.clock = clock;
        this.byPassword = properties.access().passwordSignIn();
    }

    /**
     * The person with that e-mail and password.
     *
     * @param organization which of the person's organizations is meant; empty for the first
     * @param address where the request comes from
     * @throws MusterException UNAUTHORIZED; FORBIDDEN where nobody signs in by a password here
     * @throws io.muster.server.http.ProblemException TOO_MANY_REQUESTS after many wrong ones from the address
     */
    public Caller check(String email, String password, Optional<String> organization, String address) {
        if (!byPassword) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN, "Nobody signs in by a password here; go to /oidc/sign-in with a browser.");
        }
        attempts.guess(address);
        PersonStore.Guess guess = store.guess(People.lower(email), clock.millis(), SignIn::lock);
        boolean same = passwords.matches(
                password, guess.login().map(PersonStore.Login::passwordHash).orElse(null));
        Optional<Caller> caller =
                same && guess.counts() ? guess.login().flatMap(it -> caller(it.id(), organization)) : Optional.empty();
        catalog.change(dsl -> caller.ifPresentOrElse(
                this::succeeded, () -> guess.login().ifPresentOrElse(this::refused, this::unknown)));
        Caller found = caller.orElseThrow(() -> attempts.wrongGuess(address, REFUSED));
        attempts.right(address);
        return found;
    }

    /**
     * The person with an e-mail that somebody trusted vouches for. Neither counts wrong passwords nor forgets them: they
     * may be somebody else's.
     *
     * @param organization as for {@link #check}
     * @param by who vouches, for the audit trail
     * @throws MusterException UNAUTHORIZED where nobody has that e-mail, or may not sign in
     */
    Caller vouched(String email, Optional<String> organization, String by) {
        Optional<PersonStore.Login> login = store.login(People.lower(email));
        Optional<Caller> caller = login.flatMap(it -> caller(it.id(), organization));
        catalog.change(dsl -> caller.ifPresentOrElse(
                it -> {
                    store.seen(it.id(), clock.millis());
                    audit.record(signedIn(it).with("by", by));
                },
                () -> login.ifPresent(this::refused)));
        return caller.orElseThrow(() -> new MusterException(
                ErrorCode.UNAUTHORIZED,
                "'" + email + "' is not somebody who may sign in here; an owner can add people, or enable them."));
    }

    private Optional<Caller> caller(String id, Optional<String> organization) {
        return organization
                .or(() -> store.organizations(id).stream().findFirst())
                .flatMap(it -> people.caller(id, it));
    }

    private void succeeded(Caller caller) {
        store.signedIn(caller.id(), clock.millis());
        audit.record(signedIn(caller));
    }

    private static AuditEvent signedIn(Caller caller) {
        return AuditEvent.ok(caller.organization(), caller.actor(), "person.sign_in", caller.id());
    }

    private void refused(PersonStore.Login login) {
        String organization =
                store.organizations(login.id()).stream().findFirst().orElse(AuditEvent.NOBODY);
        refused(organization, login.id());
    }

    private void unknown() {
        refused(AuditEvent.NOBODY, null);
    }

    private void refused(String organization, @Nullable String person) {
        audit.record(new AuditEvent(
                organization,
                AuditEvent.ANONYMOUS,
                "person.sign_in",
                person,
                null,
                ErrorCode.UNAUTHORIZED.code(),
                Map.of()));
    }

    /** For how long so many wrong passwords lock a person out. */
    private static Duration lock(int failures) {
        if (failures % TRIES != 0) {
            return Duration.ZERO;
        }
        Duration lock = FIRST_LOCK.multipliedBy(1L << Math.min(failures / TRIES - 1, 10));
        return lock.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : lock;
    }
}
