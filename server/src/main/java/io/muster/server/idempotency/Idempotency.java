package io.muster.server.idempotency;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.Caller;
import io.muster.server.access.SecretVault;
import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditLog;
import io.muster.server.catalog.Catalog;
import io.muster.server.config.MusterProperties;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers a request that came before with the answer it got then. The key is taken in a transaction of its own, so that
 * of two requests at once one is refused; the answer is kept in the same transaction that makes the thing, so that after
 * a crash there are either both or neither. Where the thing is not in the catalogue (rows of an import) a crash between
 * the two commits can do the work twice; the rows' own ids then make it harmless. A request that failed is forgotten.
 * Thread-safe.
 */
@Service
public class Idempotency implements InitializingBean {
    /** A first try that was silent for so long has died. Imports say that they live; their commit takes less. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final Duration KEPT = Duration.ofHours(25);
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    private static final String SEALED = "sealed:";

    private final IdempotencyStore store;
    private final SecretVault vault;
    private final boolean keepsSecrets;
    private final AuditLog audit;
    private final Catalog catalog;
    private final JsonMapper json;
    private final JsonMapper sorted;
    private final Clock clock;
    private final AtomicLong lastSweep = new AtomicLong();

    Idempotency(
            IdempotencyStore store,
            SecretVault vault,
            MusterProperties properties,
            AuditLog audit,
            Catalog catalog,
            JsonMapper json,
            Clock clock) {
        this.store = store;
        this.vault = vault;
        this.keepsSecrets = properties.secret().reveal();
        this.audit = audit;
        this.catalog = catalog;
        this.json = json;
        this.sorted =
                json.rebuild().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();
        this.clock = clock;
    }

    /** Forgets the tries that ended with the process. */
    @Override
    public void afterPropertiesSet() {
        store.forgetDead();
    }

    /** {@link #once(IdempotencyKey, ObjectNode, Supplier, Function)} with nothing to prepare. */
    public ResponseEntity<?> once(IdempotencyKey key, ObjectNode body, Supplier<Made> make) {
        return once(key, body, () -> key, prepared -> make.get());
    }

    /**
     * Does the work, or gives the answer it got before.
     *
     * @param prepare what may take long or goes to the engine; outside of any transaction
     * @param make what the catalogue keeps; in one transaction, with the answer
     * @throws MusterException CONFLICT while the first runs, IDEMPOTENCY_MISMATCH for another request
     */
    public <T> ResponseEntity<?> once(
            IdempotencyKey key, ObjectNode body, Supplier<T> prepare, Function<T, Made> make) {
        String hash = hash(key, sorted.writeValueAsString(body));
        Optional<IdempotencyStore.Remembered> before = begin(key, hash);
        if (before.isPresent()) {
            return replay(key, before.get());
        }
        try {
            T prepared = prepare.get();
            return catalog.transaction(dsl -> finish(key, null, make.apply(prepared)));
        } catch (RuntimeException e) {
            forget(key);
            throw e;
        }
    }

    /** Begins a request whose body is yet to be read. */
    public Attempt begin(IdempotencyKey key) {
        return new Attempt(key, begin(key, hash(key, "")).orElse(null));
    }

    /** One try at a request whose body is a stream. Ends with {@link #finish} or {@link #fail}. For one thread. */
    public final class Attempt {
        private final IdempotencyKey key;
        private final IdempotencyStore.@Nullable Remembered before;
        private long leaseUntil;

        private Attempt(IdempotencyKey key, IdempotencyStore.@Nullable Remembered before) {
            this.key = key;
            this.before = before;
            this.leaseUntil = clock.millis() + LEASE.toMillis();
        }

        /** Whether the request came before; then nothing is to be done, but the body's hash to be taken. */
        public boolean isRepeated() {
            return before != null;
        }

        /** The first answer; IDEMPOTENCY_MISMATCH where the body was another. */
        public ResponseEntity<?> replay(String bodyHash) {
            IdempotencyStore.Remembered first = Objects.requireNonNull(before);
            if (!bodyHash.equals(first.bodyHash())) {
                throw mismatch();
            }
            return Idempotency.this.replay(key, first);
        }

        /** Says that the work goes on; call it often. */
        public void keepAlive() {
            long now = clock.millis();
            if (key.key() != null && leaseUntil - now < LEASE.toMillis() / 2) {
                leaseUntil = now + LEASE.toMillis();
                store.extend(key.caller().id(), key.key(), leaseUntil);
            }
        }

        public ResponseEntity<?> finish(String bodyHash, Made made) {
            return Idempotency.this.finish(key, bodyHash, made);
        }

        public void fail() {
            if (before == null) {
                forget(key);
            }
        }
    }

    /** Forgets now and then what came more than a day ago. */
    private void sweep(long now) {
        long last = lastSweep.get();
        if (now - last > BETWEEN_SWEEPS.toMillis() && lastSweep.compareAndSet(last, now)) {
            store.sweep(now - KEPT.toMillis());
        }
    }

    private Optional<IdempotencyStore.Remembered> begin(IdempotencyKey key, String hash) {
        if (key.key() == null) {
            return Optional.empty();
        }
        long now = clock.millis();
        sweep(now);
        Optional<IdempotencyStore.Remembered> before = store.begin(key, key.key(), hash, now, now + LEASE.toMillis());
        before.ifPresent(first -> {
            if (!first.requestHash().equals(hash)) {
                throw mismatch();
            }
            if (first.status() == null) {
                throw new MusterException(
                        ErrorCode.CONFLICT, "The first request with this Idempotency-Key is still running; ask again.");
            }
        });
        return before;
    }

    /** Of the request, and of what its caller may: whoever may do otherwise by now is not told what came of it. */
    private String hash(IdempotencyKey key, String body) {
        return vault.pseudonym("idempotency", key.caller().rights() + "\n" + key.request() + "\n" + body);
    }

    private ResponseEntity<?> finish(IdempotencyKey key, @Nullable String bodyHash, Made made) {
        String response = json.writeValueAsString(made.body());
        if (key.key() != null) {
            String kept = made.isConfidential() ? SEALED + sealed(key, response) : response;
            store.finish(key.caller().id(), key.key(), bodyHash, made, kept);
        }
        return answer(made.status(), made.location(), response);
    }

    private ResponseEntity<?> replay(IdempotencyKey key, IdempotencyStore.Remembered first) {
        return answer(Objects.requireNonNull(first.status()), first.location(), opened(key, first));
    }

    /** Nothing where only hashes of secrets are kept. */
    private String sealed(IdempotencyKey key, String response) {
        return keepsSecrets ? vault.seal(purpose(key), response) : "";
    }

    private String opened(IdempotencyKey key, IdempotencyStore.Remembered first) {
        String kept = Objects.requireNonNull(first.response());
        if (!kept.startsWith(SEALED)) {
            return kept;
        }
        String box = kept.substring(SEALED.length());
        String opened = Optional.of(box)
                .filter(there -> keepsSecrets && !there.isEmpty())
                .flatMap(there -> vault.open(purpose(key), there))
                .orElseThrow(() -> new MusterException(
                        ErrorCode.CONFLICT,
                        "The first answer had a secret and cannot be read any more; send the request with a new key."));
        Caller caller = key.caller();
        String target = Objects.requireNonNullElse(first.location(), key.request());
        audit.record(AuditEvent.ok(caller.organization(), caller.actor(), "secret.reveal", target)
                .inProject(key.project()));
        return opened;
    }

    private static String purpose(IdempotencyKey key) {
        return "idempotency:" + key.caller().id() + ":" + key.key();
    }

    private static ResponseEntity<?> answer(int status, @Nullable String location, String response) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        if (location != null) {
            answer.location(URI.create(location));
        }
        return answer.body(response.getBytes(StandardCharsets.UTF_8));
    }

    private void forget(IdempotencyKey key) {
        if (key.key() != null) {
            store.forget(key.caller().id(), key.key());
        }
    }

    private static MusterException mismatch() {
        return new MusterException(
                ErrorCode.IDEMPOTENCY_MISMATCH,
                "This Idempotency-Key came before with another request; use a new key.");
    }
}
