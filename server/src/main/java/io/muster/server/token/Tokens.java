package io.muster.server.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.Caller;
import io.muster.server.access.ClientLogin;
import io.muster.server.access.Scope;
import io.muster.server.access.SecretHash;
import io.muster.server.access.TokenCheck;
import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditLog;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.config.MusterProperties;
import io.muster.server.person.People;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Signed tokens (JWT, RS256) for applications and people. A token ends with its time, with its holder, when the holder's
 * secret or password changes, or when it is revoked; each at once. The audit trail has who got and who ended which.
 * Thread-safe.
 */
@Service
public class Tokens implements TokenCheck {
    private static final int LONGEST = 4096;
    private static final int REMEMBERED = 10_000;

    private final SigningKeys keys;
    private final RevokedTokens revoked;
    private final ClientLogin clients;
    private final People people;
    private final AuditLog audit;
    private final Catalog catalog;
    private final Ids ids;
    private final Clock clock;
    private final Duration usualLifetime;
    /** What a token says, by the token's hash; only of those whose signature is good. */
    private final Cache<String, Claims> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Tokens(
            SigningKeys keys,
            RevokedTokens revoked,
            ClientLogin clients,
            People people,
            AuditLog audit,
            Catalog catalog,
            Ids ids,
            Clock clock,
            MusterProperties properties) {
        this.keys = keys;
        this.revoked = revoked;
        this.clients = clients;
        this.people = people;
        this.audit = audit;
        this.catalog = catalog;
        this.ids = ids;
        this.clock = clock;
        this.usualLifetime = properties.access().tokenLifetime();
        if (usualLifetime.compareTo(SigningKeys.LONGEST_TOKEN) > 0) {
            throw new IllegalArgumentException("muster.access.token-lifetime: " + usualLifetime + "; the most is "
                    + SigningKeys.LONGEST_TOKEN.toDays() + " days");
        }
    }

    /** How long a token is good where nobody says otherwise. */
    public Duration usualLifetime() {
        return usualLifetime;
    }

    /**
     * A token for an application that already showed its own credentials.
     *
     * @throws MusterException UNAUTHORIZED where it was deleted meanwhile, or is a person: theirs are given to
     *     applications only
     */
    public IssuedToken issue(Caller application, Duration lifetime) {
        return issue(clients.holder(application).orElseThrow(Tokens::refused), lifetime);
    }

    /**
     * A token for a person, given to an application. It may do what both may, and ends with either.
     *
     * @param lifetime at most 60 days
     * @throws MusterException UNAUTHORIZED where the person was deleted meanwhile
     */
    public IssuedToken issue(Caller person, ClientLogin.Holder to, Duration lifetime) {
        Claims.Through through = new Claims.Through(to.caller().id(), to.applicationId(), to.epoch());
        int epoch = people.epoch(person.id()).orElseThrow(Tokens::refused);
        Instant now = now();
        Claims claims = new Claims(
                ids.next("t"),
                Claims.Kind.PERSON,
                person.id(),
                person.organization(),
                epoch,
                through,
                now,
                now.plus(lifetime));
        return signed(claims, person.through(to.caller()), lifetime);
    }

    /**
     * A token for an application whose credentials were just good.
     *
     * @param lifetime at most 60 days
     */
    public IssuedToken issue(ClientLogin.Holder holder, Duration lifetime) {
        Caller caller = holder.caller();
        Instant now = now();
        Claims claims = new Claims(
                ids.next("t"),
                Claims.Kind.APPLICATION,
                holder.applicationId(),
                caller.id(),
                holder.epoch(),
                null,
                now,
                now.plus(lifetime));
        return signed(claims, caller, lifetime);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private IssuedToken signed(Claims claims, Caller caller, Duration lifetime) {
        if (lifetime.compareTo(SigningKeys.LONGEST_TOKEN) > 0) {
            throw new IllegalArgumentException("A token for " + lifetime);
        }
        String scopes = caller.scopes().stream().map(Scope::text).sorted().collect(Collectors.joining(" "));
        String token = sign(claims, scopes);
        AuditEvent issued = AuditEvent.ok(caller.organization(), caller.actor(), "token.issue", claims.id())
                .with("expires", claims.expiresAt().toString());
        Claims.Through through = claims.through();
        audit.record(through == null ? issued : issued.with("client", through.clientId()));
        return new IssuedToken(token, claims.expiresAt(), lifetime, scopes);
    }

    private String sign(Claims claims, String scopes) {
        RSAKey key = keys.signing();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims.write(scopes));
        try {
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Caller check(String token, String address) {
        Claims claims = verified(token).orElseThrow(Tokens::refused);
        Instant now = clock.instant();
        if (!now.isBefore(claims.expiresAt()) || revoked.has(claims.id())) {
            throw refused();
        }
        return switch (claims.kind()) {
            case APPLICATION ->
                clients.caller(claims.name(), claims.holder(), claims.epoch(), address)
                        .orElseThrow(Tokens::refused);
            case PERSON -> person(claims, address);
        };
    }

    private Caller person(Claims claims, String address) {
        Caller person =
                people.caller(claims.holder(), claims.name(), claims.epoch()).orElseThrow(Tokens::refused);
        Claims.Through through = Objects.requireNonNull(claims.through());
        return person.through(clients.caller(through.clientId(), through.applicationId(), through.epoch(), address)
                .orElseThrow(Tokens::refused));
    }

    @Override
    public boolean wasGood(String token) {
        return verified.getIfPresent(SecretHash.of(token)) != null;
    }

    /** Ends a token at once for whoever may end it; does nothing where it is none of ours or over. */
    public void revoke(String token, Caller caller) {
        Instant now = clock.instant();
        verified(token)
                .filter(claims -> now.isBefore(claims.expiresAt()))
                .ifPresent(claims -> catalog.change(dsl -> {
                    revoked.add(claims.id(), claims.expiresAt(), now);
                    audit.record(AuditEvent.ok(caller.organization(), caller.actor(), "token.revoke", claims.id()));
                }));
    }

    /** Whether the token is the application's or person's, or was given to the application for a person. */
    boolean belongsTo(String token, Caller caller) {
        return verified(token)
                .filter(claims ->
                        caller.id().equals(claims.kind() == Claims.Kind.PERSON ? claims.holder() : claims.name())
                                || isGivenTo(claims, caller))
                .isPresent();
    }

    private static boolean isGivenTo(Claims claims, Caller caller) {
        return claims.through() != null
                && caller.kind() == Caller.Kind.APPLICATION
                && caller.id().equals(claims.through().clientId());
    }

    private Optional<Claims> verified(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        String hash = SecretHash.of(token);
        Claims known = verified.getIfPresent(hash);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Claims> claims = verify(token);
        claims.ifPresent(it -> verified.put(hash, it));
        return claims;
    }

    private Optional<Claims> verify(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            String id = jwt.getHeader().getKeyID();
            if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm()) || id == null) {
                return Optional.empty();
            }
            Optional<RSAKey> key = keys.find(id);
            boolean good = isCanonical(jwt) && key.isPresent() && jwt.verify(new RSASSAVerifier(key.get()));
            return good ? Claims.read(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Base64 can be written in several ways; a token is only what it was when it was given. */
    static boolean isCanonical(SignedJWT jwt) {
        return Arrays.stream(jwt.getParsedParts())
                .allMatch(part -> Base64URL.encode(part.decode()).equals(part));
    }

    private static MusterException refused() {
        return new MusterException(ErrorCode.UNAUTHORIZED, HOW_TO);
    }
}
