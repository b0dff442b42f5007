package io.muster.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.muster.server.access.SecretVault;
import io.muster.server.catalog.Ids;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The keys that sign tokens and receipts. A key signs for thirty days; then its private half is deleted. Tokens are accepted
 * by it until the last that it signed is over; the public half of one that signed a receipt is kept for ever. Servers that
 * share a catalogue share keys; one that cannot open another's makes its own. Thread-safe.
 */
@Component
class SigningKeys {
    /** No token is given for longer. */
    static final Duration LONGEST_TOKEN = Duration.ofDays(60);

    private static final Duration SIGNS = Duration.ofDays(30);
    private static final Duration BETWEEN_LOADS = Duration.ofSeconds(1);
    private static final int BITS = 2048;

    private final SigningKeyStore store;
    private final SecretVault vault;
    private final Ids ids;
    private final Clock clock;

    private List<SigningKey> keys = List.of();
    private Instant loadedAt = Instant.MIN;

    SigningKeys(SigningKeyStore store, SecretVault vault, Ids ids, Clock clock) {
        this.store = store;
        this.vault = vault;
        this.ids = ids;
        this.clock = clock;
    }

    /** The key to sign with now, with its private part. */
    synchronized RSAKey signing() {
        Instant now = clock.instant();
        load(now);
        return keys.stream()
                .filter(key -> now.isBefore(key.signsUntil()))
                .flatMap(key -> open(key).stream())
                .findFirst()
                .orElseGet(() -> make(now));
    }

    /** The key to sign a receipt with now: one by which everybody will be able to check it for ever. */
    RSAKey signingReceipts() {
        RSAKey key = signing();
        store.keepForReceipts(key, clock.instant());
        return key;
    }

    /** The public parts of all that ever signed receipts. */
    List<RSAKey> ofReceipts() {
        return store.ofReceipts();
    }

    /** The key of that id, as long as it is accepted. */
    synchronized Optional<RSAKey> find(String id) {
        Instant now = clock.instant();
        Optional<RSAKey> known = known(id, now);
        if (known.isEmpty()) {
            load(now);
            return known(id, now);
        }
        return known;
    }

    /** The public parts of all that are accepted. */
    synchronized List<RSAKey> published() {
        load(clock.instant());
        return keys.stream().map(SigningKey::publicKey).toList();
    }

    private Optional<RSAKey> known(String id, Instant now) {
        return keys.stream()
                .filter(key -> key.id().equals(id) && now.isBefore(key.acceptedUntil()))
                .map(SigningKey::publicKey)
                .findFirst();
    }

    /** Made-up ids must not become as many questions to the database. */
    private void load(Instant now) {
        if (loadedAt.equals(Instant.MIN) || now.isAfter(loadedAt.plus(BETWEEN_LOADS)) || now.isBefore(loadedAt)) {
            keys = store.accepted(now);
            loadedAt = now;
            if (keys.stream().anyMatch(key -> key.privateBox() != null && !now.isBefore(key.signsUntil()))) {
                store.forgetPrivate(now);
                keys = store.accepted(now);
            }
        }
    }

    private RSAKey make(Instant now) {
        try {
            String id = ids.next("k");
            RSAKey pair = new RSAKeyGenerator(BITS)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            Instant signsUntil = now.plus(SIGNS);
            SigningKey key = new SigningKey(
                    id,
                    pair.toPublicJWK(),
                    vault.seal(purpose(id), pair.toJSONString()),
                    now,
                    signsUntil,
                    signsUntil.plus(LONGEST_TOKEN));
            store.deleteOver(now);
            store.insert(key);
            keys = store.accepted(now);
            return pair;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<RSAKey> open(SigningKey key) {
        return Optional.ofNullable(key.privateBox())
                .flatMap(box -> vault.open(purpose(key.id()), box))
                .map(json -> {
                    try {
                        return RSAKey.parse(json);
                    } catch (ParseException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static String purpose(String id) {
        return "signing-key:" + id;
    }
}
