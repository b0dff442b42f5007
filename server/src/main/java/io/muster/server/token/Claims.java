package io.muster.server.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token says.
 *
 * @param kind whose it is
 * @param holder the application's or person's id
 * @param name the application's {@code client_id}, or the person's organization
 * @param epoch of the holder when the token was made
 * @param through the application that a person's token was given to; null for an application's own
 */
record Claims(
        String id,
        Kind kind,
        String holder,
        String name,
        int epoch,
        @Nullable Through through,
        Instant issuedAt,
        Instant expiresAt) {
    static final String ISSUER = "muster";

    private static final String PARTY = "azp";
    private static final String PARTY_ID = "azp_id";
    private static final String PARTY_EPOCH = "azp_epoch";

    /** An application that asks for a person; the token ends with it. */
    record Through(String clientId, String applicationId, int epoch) {
        private static Optional<Through> read(JWTClaimsSet set) throws ParseException {
            String clientId = set.getStringClaim(PARTY);
            String applicationId = set.getStringClaim(PARTY_ID);
            Integer epoch = set.getIntegerClaim(PARTY_EPOCH);
            return clientId == null || applicationId == null || epoch == null
                    ? Optional.empty()
                    : Optional.of(new Through(clientId, applicationId, epoch));
        }
    }

    enum Kind {
        APPLICATION,
        PERSON
    }

    JWTClaimsSet write(String scopes) {
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        if (through != null) {
            set.claim(PARTY, through.clientId())
                    .claim(PARTY_ID, through.applicationId())
                    .claim(PARTY_EPOCH, through.epoch());
        }
        return set.issuer(ISSUER)
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
                    || (clientId == null) == (organization == null)
                    || (organization != null) != Through.read(set).isPresent()) {
                return Optional.empty();
            }
            return Optional.of(new Claims(
                    set.getJWTID(),
                    clientId == null ? Kind.PERSON : Kind.APPLICATION,
                    set.getSubject(),
                    Objects.requireNonNull(clientId == null ? organization : clientId),
                    epoch,
                    Through.read(set).orElse(null),
                    set.getIssueTime().toInstant(),
                    set.getExpirationTime().toInstant()));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
