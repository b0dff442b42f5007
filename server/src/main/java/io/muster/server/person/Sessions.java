package io.muster.server.person;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.Caller;
import io.muster.server.access.FailedAttempts;
import io.muster.server.access.SecretHash;
import io.muster.server.access.SessionCheck;
import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditLog;
import io.muster.server.catalog.Ids;
import io.muster.server.config.MusterProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Sessions of people in a browser. A cookie alone lets its sender read; to change anything the request has to carry the
 * proof too, which only a page of ours can have read. Thread-safe.
 */
@Service
class Sessions implements SessionCheck {
    private static final Duration LONGEST_GRAIN = Duration.ofMinutes(1);
    private static final int GRAINS_OF_IDLE_TIME = 10;

    private final SessionStore store;
    private final People people;
    private final FailedAttempts attempts;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;
    private final Duration idle;
    private final Duration lifetime;
    /** How much later a request has to be for it to be written down that somebody was here. */
    private final Duration grain;

    Sessions(
            SessionStore store,
            People people,
            FailedAttempts attempts,
            AuditLog audit,
            Ids ids,
            Clock clock,
            MusterProperties properties) {
        this.store = store;
        this.people = people;
        this.attempts = attempts;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.idle = properties.access().sessionIdle();
        this.lifetime = properties.access().sessionLifetime();
        Duration part = idle.dividedBy(GRAINS_OF_IDLE_TIME);
        this.grain = part.compareTo(LONGEST_GRAIN) < 0 ? part : LONGEST_GRAIN;
    }

    /** A session that has begun. */
    record Begun(String cookie, String proof, Instant endsAt) {}

    Begun begin(Caller person) {
        String cookie = ids.secret();
        long now = clock.millis();
        store.insert(
                SecretHash.of(cookie),
                new SessionStore.Session(person.id(), person.organization(), now, now),
                now - lifetime.toMillis());
        return new Begun(cookie, proof(cookie), Instant.ofEpochMilli(now).plus(lifetime));
    }

    @Override
    public Optional<Caller> check(String cookie, String proof, boolean changes, String address) {
        String hash = SecretHash.of(cookie);
        long now = clock.millis();
        Optional<SessionStore.Session> session = store.find(hash)
                .filter(it -> now - it.lastSeen() < idle.toMillis() && now - it.createdAt() < lifetime.toMillis());
        Optional<Caller> caller = session.flatMap(it -> people.caller(it.person(), it.organization()));
        if (caller.isPresent() && changes && !SecretHash.same(proof(cookie), proof)) {
            attempts.refused(address, caller.get().organization(), caller.get().actor(), ErrorCode.FORBIDDEN);
            throw new MusterException(ErrorCode.FORBIDDEN, "X-CSRF-Token: missing or wrong; GET /v1/session tells it.");
        }
        if (caller.isPresent() && now - session.orElseThrow().lastSeen() >= grain.toMillis()) {
            store.seen(hash, now);
        }
        return caller;
    }

    /** What a page has to send beside the cookie. */
    String proof(String cookie) {
        return SecretHash.of("csrf:" + cookie);
    }

    void end(Caller person, String cookie) {
        store.delete(SecretHash.of(cookie));
        audit.record(AuditEvent.ok(person.organization(), person.actor(), "person.sign_out", person.id()));
    }
}
