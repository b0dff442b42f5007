package io.muster.server.person;

import io.muster.model.ErrorCode;
import io.muster.server.access.Caller;
import io.muster.server.access.FailedAttempts;
import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditLog;
import io.muster.server.catalog.Catalog;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Tells a person by e-mail and password. After some wrong passwords in a row the person is locked out for a while that
 * doubles each time; a wrong password, an unknown e-mail, a disabled person and one locked out get the same answer after
 * the same work. Every try is audited. Thread-safe.
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

    SignIn(
            PersonStore store,
            People people,
            Passwords passwords,
            FailedAttempts attempts,
            AuditLog audit,
            Catalog catalog,
            Clock clock) {
        this.store = store;
        this.people = people;
        this.passwords = passwords;
        this.attempts = attempts;
        this.audit = audit;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * The person with that e-mail and password.
     *
     * @param organization which of the person's organizations is meant; empty for the first
     * @param address where the request comes from
     * @throws io.muster.model.MusterException UNAUTHORIZED
     * @throws io.muster.server.http.ProblemException TOO_MANY_REQUESTS after many wrong ones from the address
     */
    public Caller check(String email, String password, Optional<String> organization, String address) {
        if (!attempts.mayLookUp(address)) {
            throw attempts.wrong(address, AuditEvent.NOBODY, REFUSED);
        }
        Optional<PersonStore.Login> login = store.login(People.lower(email));
        boolean same = passwords.matches(
                password, login.map(PersonStore.Login::passwordHash).orElse(null));
        long now = clock.millis();
        boolean open =
                login.filter(it -> it.enabled() && it.lockedUntil() <= now).isPresent();
        Optional<Caller> caller = same && open ? caller(login.orElseThrow().id(), organization) : Optional.empty();
        catalog.change(dsl -> {
            caller.ifPresentOrElse(
                    it -> succeeded(it, now), () -> login.ifPresentOrElse(it -> failed(it, open, now), this::unknown));
        });
        return caller.orElseThrow(() -> attempts.wrong(address, AuditEvent.NOBODY, REFUSED));
    }

    private Optional<Caller> caller(String id, Optional<String> organization) {
        return organization
                .or(() -> store.organizations(id).stream().findFirst())
                .flatMap(it -> people.caller(id, it));
    }

    private void succeeded(Caller caller, long now) {
        store.signedIn(caller.id(), now);
        audit.record(AuditEvent.ok(caller.organization(), caller.actor(), "person.sign_in", caller.id()));
    }

    private void failed(PersonStore.Login login, boolean counts, long now) {
        if (counts) {
            int failures = login.failures() + 1;
            store.failed(
                    login.id(),
                    failures,
                    failures % TRIES == 0 ? now + lock(failures).toMillis() : null);
        }
        String organization =
                store.organizations(login.id()).stream().findFirst().orElse(AuditEvent.NOBODY);
        refused(organization, login.id());
    }

    private void unknown() {
        refused(AuditEvent.NOBODY, null);
    }

    private void refused(String organization, @org.jspecify.annotations.Nullable String person) {
        audit.record(new AuditEvent(
                organization,
                AuditEvent.ANONYMOUS,
                "person.sign_in",
                person,
                null,
                ErrorCode.UNAUTHORIZED.code(),
                java.util.Map.of()));
    }

    private static Duration lock(int failures) {
        Duration lock = FIRST_LOCK.multipliedBy(1L << Math.min(failures / TRIES - 1, 10));
        return lock.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : lock;
    }
}
