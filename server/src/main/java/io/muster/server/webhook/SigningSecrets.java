package io.muster.server.webhook;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The secret that signs, and the one before it, which signs too until its time is over, so that receivers can change
 * theirs without missing anything.
 */
record SigningSecrets(
        SigningSecret current,
        @Nullable SigningSecret previous,
        @Nullable Instant previousUntil) {

    static SigningSecrets of(SigningSecret current) {
        return new SigningSecrets(current, null, null);
    }

    /** The value of {@code webhook-signature}. */
    String sign(String messageId, Instant now, byte[] body) {
        return (previous == null || previousUntil == null || !now.isBefore(previousUntil)
                        ? Stream.of(current)
                        : Stream.of(current, previous))
                .map(secret -> secret.sign(messageId, now, body))
                .collect(Collectors.joining(" "));
    }
}
