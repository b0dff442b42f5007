package io.muster.server.person;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.Caller;
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
    private static final Duration SEEN_GRAIN = Duration.ofMinutes(1);

    private final SessionStore store;
    private final People people;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;
    private final Duration idle;
    private final Duration lifetime;

    Sessions(SessionStore store, People people, AuditLog audit, Ids ids, Clock clock, MusterProperties properties) {
        this.store = store;
        this.people = people;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.idle = properties.access().sessionIdle();
        this.lifetime = properties.access().sessionLifetime();
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
    public Optional<Caller> check(String cookie, String proof, boolean changes) {
        String hash = SecretHash.of(cookie);
        long now = clock.millis();
        Optional<SessionStore.Session> session = store.find(hash)
                .filter(it -> now - it.lastSeen() < idle.toMillis() && now - it.createdAt() < lifetime.toMillis());
        Optional<Caller> caller = session.flatMap(it -> people.caller(it.person(), it.organization()));
        if (caller.isPresent() && changes && !SecretHash.same(proof(cookie), proof)) {
            throw new MusterException(ErrorCode.FORBIDDEN, "X-CSRF-Token: missing or wrong; GET /v1/session tells it.");
        }
        if (caller.isPresent() && now - session.orElseThrow().lastSeen() > SEEN_GRAIN.toMillis()) {
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
