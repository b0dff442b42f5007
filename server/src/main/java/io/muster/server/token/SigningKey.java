package io.muster.server.token;

import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;

/**
 * A key that signs tokens for a while, and by which they can be checked for longer.
 *
 * @param publicKey what everybody may know of it
 */
record SigningKey(
        String id, RSAKey publicKey, String privateBox, Instant createdAt, Instant signsUntil, Instant acceptedUntil) {}
