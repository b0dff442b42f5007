package io.muster.server.token;

import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs tokens for a while, and by which they can be checked for longer.
 *
 * @param publicKey what everybody may know of it
 * @param privateBox what it signs with, sealed; null once it no longer does
 */
record SigningKey(
        String id,
        RSAKey publicKey,
        @Nullable String privateBox,
        Instant createdAt,
        Instant signsUntil,
        Instant acceptedUntil) {}
