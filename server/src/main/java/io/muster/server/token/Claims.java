package io.muster.server.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;

/**
 * What a token says.
 *
 * @param kind whose it is
 * @param holder the application's or person's id
 * @param name the application's {@code client_id}, or the person's organization
 * @param epoch of the holder when the token was made
 */
record Claims(String id, Kind kind, String holder, String name, int epoch, Instant issuedAt, Instant expiresAt) {
    static final String ISSUER = "muster";

    enum Kind {
        APPLICATION,
        PERSON
    }

    JWTClaimsSet write(String scopes) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .jwtID(id)
                .subject(holder)
                .claim(kind == Kind.APPLICATION ? "client_id" : "organization", name)
                .claim("epoch", epoch)
                .claim("scope", scopes)
                .issueTime(Date.from(issuedAt))
                .expirationTime(Date.from(expiresAt))
                .build();
    }

    /** The claims, where they are all there. */
    static Optional<Claims> read(JWTClaimsSet set) {
        try {
            String clientId = set.getStringClaim("client_id");
            String organization = set.getStringClaim("organization");
            Integer epoch = set.getIntegerClaim("epoch");
            if (!ISSUER.equals(set.getIssuer())
                    || set.getJWTID() == null
                    || set.getSubject() == null
                    || set.getIssueTime() == null
                    || set.getExpirationTime() == null
                    || epoch == null
                    || (clientId == null) == (organization == null)) {
                return Optional.empty();
            }
            return Optional.of(new Claims(
                    set.getJWTID(),
                    clientId == null ? Kind.PERSON : Kind.APPLICATION,
                    set.getSubject(),
                    Objects.requireNonNull(clientId == null ? organization : clientId),
                    epoch,
                    set.getIssueTime().toInstant(),
                    set.getExpirationTime().toInstant()));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
