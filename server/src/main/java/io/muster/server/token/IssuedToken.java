package io.muster.server.token;

import java.time.Duration;
import java.time.Instant;

/** A new token. Whoever has it is its holder; its text says only until when it is good. */
public record IssuedToken(String token, Instant expiresAt, Duration lifetime, String scopes) {
    @Override
    public String toString() {
        return "IssuedToken[expiresAt=" + expiresAt + "]";
    }
}
