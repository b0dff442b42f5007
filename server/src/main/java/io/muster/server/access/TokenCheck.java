package io.muster.server.access;

/** Tells whose a signed token is. */
public interface TokenCheck {
    /** What to answer whoever has no good token. */
    String HOW_TO = "The token is not good, or no longer; get another at /oauth/token.";

    /**
     * The caller that the token was given to.
     *
     * @param address where the request comes from
     * @throws io.muster.model.MusterException UNAUTHORIZED where the token is not one, expired or revoked, or the caller
     *     is disabled; FORBIDDEN where it may not be used from the address
     */
    Caller check(String token, String address);

    /** Whether that very token was good not long ago; then checking it again costs little. */
    boolean wasGood(String token);
}
